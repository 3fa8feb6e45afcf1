//! How fast a recording is played. Its pitch stays.

/// Times the speed of the recording, 0.5 to 3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speed(f64);

impl Speed {
    pub const NORMAL: Self = Self(1.0);
    pub const SLOWEST: f64 = 0.5;
    pub const FASTEST: f64 = 3.0;

    /// `None` outside of what can be understood.
    #[must_use]
    pub fn new(times: f64) -> Option<Self> {
        (Self::SLOWEST..=Self::FASTEST)
            .contains(&times)
            .then_some(Self(times))
    }

    #[must_use]
    pub fn times(self) -> f64 {
        self.0
    }

    /// Nothing has to be done to the sound.
    #[must_use]
    pub fn is_normal(self) -> bool {
        self == Self::NORMAL
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self::NORMAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_understood() {
        for times in [0.5, 0.7, 1.0, 2.5, 3.0] {
            assert_eq!(Speed::new(times).map(Speed::times), Some(times));
        }
        for times in [0.0, -1.0, 0.49, 3.01, f64::NAN, f64::INFINITY] {
            assert_eq!(Speed::new(times), None);
        }
        assert!(Speed::default().is_normal());
    }
}
