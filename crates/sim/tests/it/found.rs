//! Seeds that found a fault, by its name. They stay for good.

