//! `cargo run -p seamline-vectors --example seeds -- FOLDER`: writes every target's seeds to `FOLDER/<target>/`.

use std::{error::Error, fs, path::PathBuf};

use seamline_vectors::{seeds, targets::TARGETS};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("say into which folder")?;
    for target in &TARGETS {
        let folder = PathBuf::from(&folder).join(target.name);
        fs::create_dir_all(&folder)?;
        for (n, seed) in seeds::of(target.name).iter().enumerate() {
            fs::write(folder.join(format!("seed-{n:02}")), seed)?;
        }
    }
    Ok(())
}
