//! Whose fault the faults of the crates below are, and what to do about each.

use seamline_node::NodeFault;
use seamline_record::DraftFault;
use seamline_server::{ClientFault, FolderFault, ServeFault, two_desks::TwoDesksFault};
use seamline_store::StoreFault;

use crate::fault::{Blame, Fault};

impl From<NodeFault> for Fault {
    fn from(fault: NodeFault) -> Self {
        let what = fault.to_string();
        match fault {
            NodeFault::Draft(DraftFault::NoSuchKind(_)) => {
                let kinds: Vec<_> = seamline_record::all_kinds().map(|kind| kind.name).collect();
                Self::you(what, format!("name one of {}", kinds.join(", ")))
            }
            NodeFault::Draft(_) | NodeFault::CorrectsAlone | NodeFault::WithdrawsAlone => {
                Self::you(what, "correct the field and try again")
            }
            NodeFault::JointStays(_) => Self::you(what, "propose another text that takes its place"),
            NodeFault::Agreement(_) => Self::you(what, "look at the act and its positions at the page"),
            NodeFault::FileLength | NodeFault::NoSuchFile(_) => Self::you(what, "choose another file, or add it again"),
            NodeFault::Withdrawn(_) | NodeFault::Repudiated(..) => {
                Self::you(what, "write a new record if it is to be told after all")
            }
            NodeFault::Refused { .. } => {
                Self::you(what, "see `seamline record show` for its label, or release other slots")
            }
            NodeFault::Role { .. } => Self::you(what, "ask an officer with that role"),
            NodeFault::OfficerDisabled(_) | NodeFault::NoSuchOfficer(_) => {
                Self::you(what, "see `seamline officer add`")
            }
            NodeFault::BeyondLimits { .. } => Self::you(what, "release less, or ask an officer who may release it"),
            NodeFault::NotApproved(_) => Self::you(what, "have another officer approve it at the page"),
            NodeFault::SecondOfficerNeeded(_) | NodeFault::SameOfficer(_) => {
                Self::you(what, "propose it at the page, for another officer to approve")
            }
            NodeFault::NoSuchProposal(_) | NodeFault::ProposalDecided(_) | NodeFault::TooManyProposals => {
                Self::you(what, "look at the proposals at the page")
            }
            NodeFault::NothingNew(_) => Self::you(what, "see `seamline record show` for what was told"),
            NodeFault::Duty(_) | NodeFault::NoSuchDuty(_) => Self::you(what, "look at the roster at the page"),
            NodeFault::Limits(_) => Self::you(what, "correct the limits and try again"),
            NodeFault::NoSuchRecord(_) => Self::you(what, "look it up with `seamline record list`"),
            NodeFault::NoSuchParty(_) => {
                Self::you(what, "give the node that party's document with `seamline peer add`")
            }
            NodeFault::NotInDocument(_) => Self::you(
                what,
                "let the roots sign with `party sign --add-node`, then give it to the node with `peer add`",
            ),
            NodeFault::OtherKeys(_) => {
                Self::operator(what).next("use the folder with that node's keys, or let the roots sign this card")
            }
            NodeFault::Document(_) => {
                Self::peer(what, "ask the party for its document again and compare fingerprints in person")
            }
            NodeFault::NoEvidence(_) => {
                Self::you(what, "wait for the receipt (`seamline links`), or ask about another record")
            }
            NodeFault::Evidence(_) | NodeFault::Peer(_) | NodeFault::Bundle(_) => {
                Self::peer(what, "ask for the file again; what it held before is kept")
            }
            NodeFault::Store(fault) => fault.into(),
            NodeFault::Ours(_) | NodeFault::Row(_) => Self::us(what),
        }
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        let next = match fault {
            StoreFault::InUse => "stop the other process, or let it do this while it runs",
            StoreFault::DiskFull => "make room on the disk, then try again",
            StoreFault::Damaged(_) => {
                "restore the folder from a copy, or make a node anew and take a bundle from a peer"
            }
            StoreFault::WrongKey => "put the keys.json of this folder back beside its node.db",
            StoreFault::Io(_) => "look at the disk and its permissions, then try again",
        };
        Self::operator(fault.to_string()).kept("everything acknowledged before; this was not recorded").next(next)
    }
}

impl From<FolderFault> for Fault {
    fn from(fault: FolderFault) -> Self {
        let what = fault.to_string();
        match fault {
            FolderFault::NoSuchFolder(_) | FolderFault::NotAFolder(_) => {
                Self::you(what, "give a folder that `seamline node init` made")
            }
            FolderFault::Exists(_) => Self::you(what, "choose another folder"),
            FolderFault::InUse(_) => Self::operator(what).next("stop the other process first"),
            FolderFault::DiskFull(_) => Self::operator(what).next("make room on the disk, then try again"),
            FolderFault::Io { .. } => Self::operator(what),
            FolderFault::Keys { path, fault } => crate::passphrase::fault(&path.display().to_string(), fault),
            FolderFault::Node { path, fault } => {
                let inner = Self::from(fault);
                Self { what: format!("the node in {} does not start: {}", path.display(), inner.what), ..inner }
            }
        }
    }
}

impl From<ClientFault> for Fault {
    fn from(fault: ClientFault) -> Self {
        let what = fault.to_string();
        match fault {
            ClientFault::Refused { error, .. } => Self::from_api(&error),
            ClientFault::Unreached(_) => Self {
                blame: Blame::Operator,
                what,
                kept: "all that the node acknowledged".into(),
                next: "see whether the node still runs, then try again".into(),
            },
            ClientFault::Strange(_) => Self::operator(what).next("see what runs on that port"),
        }
    }
}

impl From<ServeFault> for Fault {
    fn from(fault: ServeFault) -> Self {
        let what = fault.to_string();
        match fault {
            ServeFault::Folder(fault) => fault.into(),
            ServeFault::Node(fault) => fault.into(),
            ServeFault::PortTaken { .. } => Self::operator(what).next("end what listens there, or choose another port"),
            ServeFault::ClearText(_) => Self::you(what, "give --http-cert and --http-key, or --http 127.0.0.1:PORT"),
            ServeFault::HttpTls { .. } => Self::you(what, "give a PEM certificate and its PEM key"),
            ServeFault::Address { .. } | ServeFault::Capture { .. } | ServeFault::Identity(_) => Self::operator(what),
        }
    }
}

impl From<TwoDesksFault> for Fault {
    fn from(fault: TwoDesksFault) -> Self {
        match fault {
            TwoDesksFault::Serve(fault) => fault.into(),
            TwoDesksFault::Login(fault) => fault.into(),
        }
    }
}
