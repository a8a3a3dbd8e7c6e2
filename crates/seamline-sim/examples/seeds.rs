//! temp
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n = |i: usize, d: u64| a.get(i).and_then(|s| s.parse().ok()).unwrap_or(d);
    let (from, to, steps, threads) = (n(2, 0), n(3, 10), n(4, 2000), n(5, 1));
    match a[1].as_str() {
        "run" => {
            let o = seamline_sim::Options { steps, ..Default::default() };
            let t0 = std::time::Instant::now();
            let t = seamline_sim::run_many(from..to, &o, threads as usize, &|t| {
                if t.seeds % 10 == 0 {
                    eprintln!("{} seeds {} violations {:?}", t.seeds, t.violations.len(), t0.elapsed())
                }
            });
            println!(
                "{} seeds, {} faults, {} days, {:?}",
                t.seeds,
                t.faults,
                t.simulated_ms / 86_400_000,
                t0.elapsed()
            );
            for v in &t.violations {
                println!("{v:?}");
            }
        }
        _ => {
            let o = seamline_sim::Options { steps, trace: true, ..Default::default() };
            let r =
                if a[1] == "shrink" { seamline_sim::shrunk(from, &o).unwrap() } else { seamline_sim::run(from, &o) };
            for l in &r.trace {
                println!("{l}");
            }
            println!("{:?}", r.violation);
        }
    }
}
