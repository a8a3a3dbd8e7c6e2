//! Which feed: the origin line of its checkpoints (C2SP `tlog-checkpoint/v1.0.0`, section "Note text").
//!
//! `seamline/1/<party>/<node>/<audience>/<lane>/<feed id>`; it is also the name of the key that signs them. A cosigner's
//! key name is `seamline/1/<party>/<node>`. Every value has one written form only.

use std::{fmt, str::FromStr};

use seamline_record::{AudienceId, Name, NodeId};

use crate::error::PeerFault;

const PREFIX: &str = "seamline/1/";

/// What a feed carries. Files have a lane of their own, so that a photo never delays an urgent entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Lane {
    /// Records; written `0`.
    Records = 0,
    /// Files; written `1`.
    Files = 1,
}

/// 16 random octets, drawn anew by every start of a process: a restored or copied node never continues an old feed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedId(pub [u8; 16]);

impl fmt::Display for FeedId {
    /// 32 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FeedId({self})")
    }
}

impl FromStr for FeedId {
    type Err = PeerFault;

    fn from_str(text: &str) -> Result<Self, PeerFault> {
        let malformed = PeerFault::OriginMalformed;
        let lower_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        if text.len() != 32 || !text.bytes().all(lower_hex) {
            return Err(malformed);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| malformed)?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// One feed: from whom, to whom, what, and which of all that they ever opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The node that writes the feed.
    pub node: NodeId,
    /// Those to whom it is addressed.
    pub audience: AudienceId,
    /// What it carries.
    pub lane: Lane,
    /// Which one.
    pub feed: FeedId,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { node, audience, lane, feed } = self;
        write!(f, "{PREFIX}{node}/{audience}/{}/{feed}", *lane as u8)
    }
}

impl FromStr for Origin {
    type Err = PeerFault;

    /// Reads the one form that [`Origin`] is written in; [`PeerFault::OriginMalformed`] or
    /// [`PeerFault::NameMalformed`] for any other.
    fn from_str(text: &str) -> Result<Self, PeerFault> {
        let malformed = PeerFault::OriginMalformed;
        let rest = text.strip_prefix(PREFIX).ok_or(malformed)?;
        let fields: Vec<&str> = rest.splitn(6, '/').collect();
        let [party, node, audience, lane, feed] = fields[..] else { return Err(malformed) };
        Ok(Self {
            node: NodeId { party: name(party)?, node: name(node)? },
            audience: audience.parse().map_err(|_| PeerFault::NameMalformed)?,
            lane: match lane {
                "0" => Lane::Records,
                "1" => Lane::Files,
                _ => return Err(malformed),
            },
            feed: feed.parse()?,
        })
    }
}

/// The key name under which a node cosigns: `seamline/1/<party>/<node>`.
pub(crate) fn cosigner_name(node: &NodeId) -> String {
    format!("{PREFIX}{node}")
}

/// Reads a cosigner's key name.
pub(crate) fn parse_cosigner(text: &str) -> Result<NodeId, PeerFault> {
    let malformed = PeerFault::OriginMalformed;
    let rest = text.strip_prefix(PREFIX).ok_or(malformed)?;
    let (party, node) = rest.split_once('/').ok_or(malformed)?;
    Ok(NodeId { party: name(party)?, node: name(node)? })
}

fn name(text: &str) -> Result<Name, PeerFault> {
    text.parse().map_err(|_| PeerFault::NameMalformed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINE: &str = "seamline/1/federal/makhmour-1/kurdistan.desks/0/000102030405060708090a0b0c0d0e0f";

    #[test]
    fn an_origin_line_is_read() {
        let origin: Origin = LINE.parse().unwrap();
        assert_eq!(origin.node, "federal/makhmour-1".parse().unwrap());
        assert_eq!(origin.audience.party.as_str(), "kurdistan");
        assert_eq!(origin.audience.group, Some("desks".parse().unwrap()));
        assert_eq!(origin.lane, Lane::Records);
        assert_eq!(origin.feed.0[15], 15);
        assert_eq!(origin.to_string(), LINE);
    }

    #[test]
    fn other_forms_are_refused() {
        let change = |from: &str, to: &str| LINE.replacen(from, to, 1).parse::<Origin>();
        for (from, to) in [
            ("seamline/1", "seamline/2"),
            ("seamline", "Seamline"),
            ("/0/", "/2/"),
            ("/0/", "/00/"),
            ("/0/", "/"),
            ("0f", "0F"),
            ("0f", "0"),
            ("0f", "0f0"),
            ("0f", "+f"),
            ("0f", "0f/"),
            ("/0001", "//0001"),
        ] {
            assert_eq!(change(from, to), Err(PeerFault::OriginMalformed), "{from} → {to}");
        }
        for (from, to) in [
            ("federal", "Federal"),
            ("federal", ""),
            ("makhmour-1", "makhmour_1"),
            (".desks", "."),
            (".desks", ".desks.more"),
            ("kurdistan", ""),
            ("federal", "f234567890123456789012345678901234"),
        ] {
            assert_eq!(change(from, to), Err(PeerFault::NameMalformed), "{from} → {to}");
        }
    }

    #[test]
    fn a_cosigner_name_has_two_parts() {
        let node = parse_cosigner("seamline/1/kurdistan/erbil").unwrap();
        assert_eq!(cosigner_name(&node), "seamline/1/kurdistan/erbil");
        for wrong in ["kurdistan/erbil", "seamline/1/kurdistan", "seamline/1/kurdistan/erbil/x", "seamline/1//erbil"] {
            assert!(parse_cosigner(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn origins_have_one_form(
            party in "[a-z0-9-]{1,32}", node in "[a-z0-9-]{1,32}", audience in "[a-z0-9-]{1,32}(\\.[a-z0-9-]{1,32})?",
            lane in 0..2, feed in any::<[u8; 16]>()
        ) {
            let line = format!("seamline/1/{party}/{node}/{audience}/{lane}/{}", FeedId(feed));
            let origin: Origin = line.parse().unwrap();
            prop_assert_eq!(origin.feed, FeedId(feed));
            prop_assert_eq!(origin.to_string(), line);
        }

        #[test]
        fn what_is_read_is_written_alike(line in "seamline/1/[a-b/.]{0,9}/[0-2]?/[0-9a-fA-F+]{31,33}/?") {
            if let Ok(origin) = line.parse::<Origin>() {
                prop_assert_eq!(origin.to_string(), line);
            }
        }
    }
}
