use crate::refusal::Rules;
#[test] fn faults() { let (r, f) = Rules::with(&[]); println!("{} rules", r.len()); for x in &f { println!("{x:?}"); } assert!(f.is_empty()); }
