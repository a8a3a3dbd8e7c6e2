//! The end of a run: everything is mended, all speak with all, and then everything must hold.

use seamline_store::Change;

use crate::{
    broken::Broken,
    check::MAX_ROUNDS,
    prng::{Prng, mix},
    world::{Host, World},
};

impl World {
    pub(crate) fn heal(&mut self) -> Result<(), Broken> {
        self.trace.note(|| "healing".to_owned());
        let mut prng = Prng::new(mix(self.seed, u64::MAX - 1));
        self.hang_up_all();
        self.cut_off.clear();
        for host in 0..self.hosts.len() {
            self.hosts[host].clock.set_off_by(0);
            self.hosts[host].disk.set_full(false);
            self.mend(host)?;
            if self.hosts[host].node.is_none() {
                self.start(host)?;
            }
            self.hosts[host].disk.power_on();
        }
        // A document that a full disk refused is handed over again by the roots.
        for host in 0..self.oracle.members.len() {
            for document in self.documents_of(self.hosts[host].party) {
                let _held = self.at(host, |node| node.admit_document(&document));
            }
        }
        let rounds = self.rounds(&mut prng);
        self.caught_up(rounds);
        if self.violation.is_none() {
            self.everything_holds(&mut prng)?;
        }
        Ok(())
    }

    fn hang_up_all(&mut self) {
        for line in &mut self.lines {
            line.closed = true;
        }
        self.sweep();
    }

    /// All pairs speak in turn until a round moves nothing. How many it took.
    fn rounds(&mut self, prng: &mut Prng) -> Option<usize> {
        for round in 0..MAX_ROUNDS {
            let before = self.moved();
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            for a in 0..self.hosts.len() {
                pairs.extend((a + 1..self.hosts.len()).map(|b| (a, b)));
            }
            prng.shuffle(&mut pairs);
            for (a, b) in pairs {
                let speak = !self.hosts[a].liar && !self.hosts[b].liar && self.can_reach(a, b);
                if speak && self.violation.is_none() {
                    self.truth.pass(1000);
                    self.talk(a, b);
                }
            }
            if self.moved() == before {
                return Some(round + 1);
            }
        }
        None
    }

    fn moved(&self) -> usize {
        // An alarm about a liar's fork is raised again at every meeting, and moves nothing.
        let moves = |change: &Change| !matches!(change, Change::Setting { .. });
        let moved = |host: &Host| host.disk.since(0).iter().filter(|transaction| transaction.iter().any(moves)).count();
        self.hosts.iter().map(moved).sum()
    }

    fn everything_holds(&mut self, prng: &mut Prng) -> Result<(), Broken> {
        for host in 0..self.hosts.len() {
            self.owes_nothing(host, usize::MAX);
        }
        self.converged();
        self.alarms_stand();
        self.forged_acts_do_not_count();
        self.void_does_not_count();
        self.agreements_hold();
        let agreed = self.agreed_in_all();
        self.trace.note(|| agreed);
        self.promises_hold();
        self.disks_within_bounds();
        self.all_provable(prng);
        let honest: Vec<usize> = (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect();
        for host in &honest {
            if self.violation.is_none() {
                self.rebuilt_equal(*host);
            }
        }
        if let Some(host) = prng.pick(&honest).copied().filter(|_| self.violation.is_none()) {
            self.same_verdicts(host, prng)?;
        }
        Ok(())
    }
}
