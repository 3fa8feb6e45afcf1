//! `workspace.json` from outside: reading one never panics. A header without a
//! fitting checksum goes no further than that, so the second half of the target
//! gives the recovery code's reader its turn.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_store::header::{RecoveryCode, check_header, normalised_name};

fuzz_target!(|data: &[u8]| {
    let _ = check_header(data);
    if let Ok(text) = std::str::from_utf8(data) {
        if let Ok(code) = RecoveryCode::parse(text) {
            let printed = code.to_text();
            let again = RecoveryCode::parse(&printed).expect("what is printed is read");
            assert_eq!(*again.to_text(), *printed);
        }
        let once = normalised_name(text);
        assert_eq!(normalised_name(&once), once);
    }
});
