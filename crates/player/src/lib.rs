//! The practice in the page: the WASM binding.
