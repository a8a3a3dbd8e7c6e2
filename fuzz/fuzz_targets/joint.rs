#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| seamline_vectors::targets::run("joint", bytes));
