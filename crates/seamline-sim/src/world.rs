//! One world: nodes, their disks and clocks, the connections between them, and everything that watches.
//!
//! Each step draws from its own chance, so that a run without some of its steps stays the same in the others as far as it
//! can: that is what makes a trace short.

use seamline_node::{Judge, Node, NodeFault, NodeKeys, Officer, Setup};
use seamline_record::{AudienceId, NodeId};

use crate::{
    broken::Broken,
    canary::Canaries,
    check::Checks,
    clock::{START_MS, SkewedClock, Truth},
    disk::{Disk, Fresh},
    founding::{self, Party},
    intent::Intent,
    liars::Mind,
    ministers::Minister,
    network::Line,
    oracle::Oracle,
    outcome::{Options, Outcome, Violation},
    plan::{Move, Plan},
    prng::{Prng, StartRandom, mix},
    trace::Trace,
};

/// A machine with a node on it.
pub(crate) struct Host {
    /// Which node of which party: two hosts with one member are a folder that was copied.
    pub(crate) member: usize,
    pub(crate) id: NodeId,
    pub(crate) party: usize,
    pub(crate) seeds: [[u8; 32]; 4],
    pub(crate) disk: Disk,
    pub(crate) node: Option<Node>,
    /// Judges stretches before the node takes them; forgotten with every start.
    pub(crate) judge: Option<Judge>,
    pub(crate) clock: SkewedClock,
    /// When the machine is on again.
    pub(crate) back_at_ms: i64,
    /// Transactions looked at.
    pub(crate) seen: usize,
    /// Run by the adversary.
    pub(crate) liar: bool,
    /// Something on its disk is not what was written.
    pub(crate) rotten: bool,
    /// It was put back from a backup at least once.
    pub(crate) restored: bool,
    /// Transaction in which a bit flipped.
    pub(crate) rot_at: usize,
    /// Length of the journal when the node was founded.
    pub(crate) founded: usize,
    /// Lengths of the journal at which backups were made.
    pub(crate) backups: Vec<usize>,
}

/// Everything.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) truth: Truth,
    pub(crate) plan: Plan,
    pub(crate) parties: Vec<Party>,
    /// Every officer who could ever bind a party.
    pub(crate) ministers: Vec<Minister>,
    pub(crate) hosts: Vec<Host>,
    pub(crate) lines: Vec<Line>,
    pub(crate) cut_off: Vec<(usize, usize)>,
    pub(crate) sticks: Vec<(usize, String, Vec<u8>)>,
    pub(crate) oracle: Oracle,
    pub(crate) canaries: Canaries,
    pub(crate) checks: Checks,
    pub(crate) intent: Option<Intent>,
    pub(crate) mind: Mind,
    pub(crate) trace: Trace,
    pub(crate) faults: u64,
    pub(crate) violation: Option<Violation>,
    pub(crate) step: u64,
    starts: u64,
    /// Planted: every start of a node draws the same.
    same_random: bool,
}

pub(crate) fn holder() -> Officer {
    Officer::holder_of_the_folder("holder")
}

/// Runs one world from its seed to its end.
pub fn run(seed: u64, options: &Options) -> Outcome {
    #[cfg(feature = "planted")]
    let _in_place = crate::planted::InPlace::plant(options.planted);
    let _listening = crate::logs::listen();
    let _before = crate::logs::taken();
    match World::new(seed, options).and_then(|world| world.lived(options)) {
        Ok(outcome) => outcome,
        Err(broken) => Outcome::broken(seed, &broken),
    }
}

impl World {
    fn new(seed: u64, options: &Options) -> Result<Self, Broken> {
        let mut prng = Prng::new(mix(seed, u64::MAX));
        let founding = founding::found(&mut prng)?;
        let with_liar = prng.chance(50);
        let liar = founding.members.len() - 1;
        let plan = Plan::new(&mut prng, with_liar);
        let truth = Truth::new();
        let fresh = options.disk.fresh();
        let members: Vec<NodeId> = founding.members.iter().map(|m| m.id.clone()).collect();
        let mut hosts = Vec::new();
        for (member, m) in founding.members.into_iter().enumerate() {
            hosts.push(Host {
                member,
                id: m.id,
                party: m.party,
                seeds: m.seeds,
                disk: Disk::new(Fresh::clone(&fresh))?,
                node: None,
                judge: None,
                clock: SkewedClock::new(&truth),
                back_at_ms: 0,
                seen: 0,
                liar: with_liar && member == liar,
                rotten: false,
                restored: false,
                rot_at: 0,
                founded: 0,
                backups: Vec::new(),
            });
        }
        let mut world = Self {
            seed,
            truth,
            plan,
            parties: founding.parties,
            ministers: founding.ministers,
            hosts,
            lines: Vec::new(),
            cut_off: Vec::new(),
            sticks: Vec::new(),
            oracle: Oracle::new(members, founding.directory),
            canaries: Canaries::new(),
            checks: Checks::default(),
            intent: None,
            mind: Mind::default(),
            trace: Trace::new(options.trace),
            faults: 0,
            violation: None,
            step: 0,
            starts: 0,
            same_random: false,
        };
        #[cfg(feature = "planted")]
        world.plant(options);
        world.oracle.liar = with_liar.then_some(liar);
        world.open(&mut prng)?;
        Ok(world)
    }

    #[cfg(feature = "planted")]
    fn plant(&mut self, options: &Options) {
        use crate::planted::Planted;
        self.same_random = options.planted == Some(Planted::SameRandom);
        if let Some(Planted::Disk(lie)) = options.planted {
            self.hosts.iter().for_each(|host| host.disk.set_lie(Some(lie)));
        }
    }

    /// Starts every node with all first documents and what its party lets the others hold.
    fn open(&mut self, prng: &mut Prng) -> Result<(), Broken> {
        let mut said = Vec::new();
        for from in 0..self.parties.len() {
            for to in (0..self.parties.len()).filter(|to| *to != from) {
                for group in [None, Some("command")] {
                    said.push((from, self.parties[to].audience(group)?, founding::said(prng)));
                }
            }
        }
        for (from, audience, clearance) in &said {
            let party = self.parties[*from].name.as_str().to_owned();
            self.oracle.said.insert((party, audience.clone()), clearance.clone());
        }
        let documents: Vec<Vec<u8>> = self.documents();
        for host in 0..self.hosts.len() {
            self.start(host)?;
            let party = self.hosts[host].party;
            let Some(node) = &mut self.hosts[host].node else { continue };
            for document in &documents {
                node.admit_document(document)?;
            }
            for (_, audience, clearance) in said.iter().filter(|(from, ..)| *from == party) {
                node.put_clearance(&holder(), audience, clearance)?;
            }
            self.look(host);
            self.hosts[host].founded = self.hosts[host].disk.written();
        }
        Ok(())
    }

    /// Every document of every party, oldest first.
    pub(crate) fn documents(&self) -> Vec<Vec<u8>> {
        (0..self.parties.len()).flat_map(|party| self.documents_of(party)).collect()
    }

    pub(crate) fn documents_of(&self, party: usize) -> Vec<Vec<u8>> {
        let versions = self.oracle.directory.versions(&self.parties[party].name);
        versions.iter().map(|document| document.encoded().to_vec()).collect()
    }

    /// Switches a machine on.
    pub(crate) fn start(&mut self, host: usize) -> Result<(), Broken> {
        self.starts += 1;
        self.hosts[host].judge = None;
        let draw = if self.same_random { self.hosts[host].member as u64 } else { self.starts };
        let random = Prng::new(mix(self.seed, mix(draw, 7)));
        let Host { id, seeds, disk, clock, .. } = &self.hosts[host];
        disk.power_on();
        let written = disk.written();
        let started = Node::start(Setup {
            id: id.clone(),
            keys: NodeKeys::from_seeds(*seeds),
            store: Box::new(disk.clone()),
            clock: Box::new(clock.clone()),
            random: Box::new(StartRandom(random)),
        });
        match started {
            Ok(node) => {
                self.hosts[host].node = Some(node);
                self.hosts[host].seen = written.min(self.hosts[host].seen);
                self.owes_nothing(host, 16);
            }
            // A node on a rotten disk may refuse to start: an operator has to put the backup back.
            Err(fault) if self.hosts[host].rotten => {
                self.said(host, &fault.to_string(), "an error");
                self.mend(host)?;
            }
            Err(fault) => self.fail("durability", format!("{} does not start: {fault}", self.hosts[host].id)),
        }
        Ok(())
    }

    /// Does something at a node, then looks at what it wrote, logged and said. `None` where the machine is off.
    pub(crate) fn at<T>(
        &mut self,
        host: usize,
        act: impl FnOnce(&mut Node) -> Result<T, NodeFault>,
    ) -> Option<Result<T, NodeFault>> {
        let outcome = act(self.hosts[host].node.as_mut()?);
        if let Err(fault) = &outcome {
            self.said(host, &fault.to_string(), "an error");
        }
        self.look(host);
        Some(outcome)
    }

    /// Looks at everything a node did since the last look.
    pub(crate) fn look(&mut self, host: usize) {
        let written = self.hosts[host].disk.since(self.hosts[host].seen);
        self.hosts[host].seen += written.len();
        for transaction in &written {
            if self.hosts[host].liar {
                self.learn(host, transaction);
                continue;
            }
            self.learn(host, transaction);
            self.stored(host, transaction);
            self.one_history(transaction);
            self.as_signed(host, transaction);
            self.fits_its_checkpoint(host, transaction);
            self.links_back(host, transaction);
            self.receipts_hold(host, transaction);
            self.words_go_out(host, transaction);
            self.shown_is_signed(host, transaction);
        }
        let logged = crate::logs::taken();
        if !logged.is_empty() {
            self.said(host, &logged, "the log");
        }
        if self.hosts[host].disk.is_down() && self.hosts[host].node.take().is_some() {
            self.trace.note(|| "    and there its power failed".to_owned());
            self.hang_up(host);
        }
    }

    /// The first thing that does not hold ends the run.
    pub(crate) fn fail(&mut self, checker: &'static str, what: String) {
        self.trace.note(|| format!("VIOLATION of {checker}: {what}"));
        let step = self.step;
        self.violation.get_or_insert(Violation { checker, what, step });
    }

    fn lived(mut self, options: &Options) -> Result<Outcome, Broken> {
        for step in 0..options.steps {
            if self.violation.is_some() {
                break;
            }
            if !options.left_out.contains(&step) {
                self.step = step;
                self.move_on()?;
            }
        }
        if self.violation.is_none() {
            self.heal()?;
        }
        let states = self.hosts.iter().filter_map(|host| host.node.as_ref()?.state_hash().ok()).collect();
        Ok(Outcome {
            seed: self.seed,
            steps: self.step + 1,
            faults: self.faults,
            simulated_ms: self.truth.now_ms() - START_MS,
            violation: self.violation,
            trace: self.trace.into_lines(),
            states,
        })
    }

    fn move_on(&mut self) -> Result<(), Broken> {
        let mut prng = Prng::new(mix(self.seed, self.step));
        self.truth.pass(prng.spread(10_000));
        self.power_back()?;
        let what = self.plan.draw(&mut prng);
        self.trace.note(String::new);
        match what {
            Move::Act => self.officer_acts(&mut prng)?,
            Move::Deliver => self.deliver(&mut prng),
            Move::Dial => self.dial(&mut prng),
            Move::Cut => self.cut(&mut prng),
            Move::Stick => self.stick(&mut prng),
            Move::Document => self.new_document(&mut prng)?,
            Move::Lie => self.lie(&mut prng)?,
            Move::Wait => {
                let ms = prng.spread(self.plan.most_wait_ms);
                self.truth.pass(ms);
            }
            fault => self.trouble(fault, &mut prng)?,
        }
        Ok(())
    }

    fn power_back(&mut self) -> Result<(), Broken> {
        let now = self.truth.now_ms();
        for host in 0..self.hosts.len() {
            if self.hosts[host].node.is_none() && self.hosts[host].back_at_ms <= now {
                self.trace.note(|| format!("{} starts", self.hosts[host].id));
                self.start(host)?;
            }
        }
        Ok(())
    }

    /// A host with a running node.
    pub(crate) fn running(&self, prng: &mut Prng) -> Option<usize> {
        let up: Vec<usize> = (0..self.hosts.len()).filter(|host| self.hosts[*host].node.is_some()).collect();
        prng.pick(&up).copied()
    }

    pub(crate) fn audience(&self, party: usize, group: Option<&str>) -> Result<AudienceId, Broken> {
        self.parties[party].audience(group)
    }
}
