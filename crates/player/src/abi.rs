//! The C ABI of the module: text in and text out of its memory.
//!
//! The page asks for room with `alloc`, writes a request of UTF-8 there, calls `call`, reads the
//! response from the address and length that it gets, and gives both back with `free`.
//! The names are exported on WASM only: natively `free` would stand in for the C library's.

// The whole of the project's unsafe code: memory that two languages share has no other way.
#![allow(unsafe_code)]

use std::alloc::Layout;

/// Room for `len` bytes; null where there is none.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "alloc"))]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    match Layout::array::<u8>(len.max(1)) {
        // SAFETY: the layout's size is at least 1.
        Ok(layout) => unsafe { std::alloc::alloc(layout) },
        Err(_) => std::ptr::null_mut(),
    }
}

/// Gives back what [`alloc`] or [`call`] handed out.
///
/// # Safety
/// `ptr` and `len` are a pair from [`alloc`] or [`call`] that has not been given back before.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "free"))]
pub unsafe extern "C" fn free(ptr: *mut u8, len: usize) {
    if let (false, Ok(layout)) = (ptr.is_null(), Layout::array::<u8>(len.max(1))) {
        // SAFETY: the caller's promise: allocated here, with this very layout.
        unsafe { std::alloc::dealloc(ptr, layout) }
    }
}

/// Answers one request: [`crate::call`] on memory.
/// The response's address stands in the upper half of what is returned, its length in the lower.
///
/// # Safety
/// `ptr` came from [`alloc`] with `len`, and all its bytes have been written.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "call"))]
pub unsafe extern "C" fn call(ptr: *const u8, len: usize) -> u64 {
    if ptr.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise: `len` written bytes at `ptr`, which nobody else touches.
    let request = unsafe { std::slice::from_raw_parts(ptr, len) };
    hand_out(&crate::call(&String::from_utf8_lossy(request)))
}

/// Takes the model's file in: [`crate::load`] on memory, with a response as [`call`] has it.
///
/// # Safety
/// As for [`call`].
#[cfg(feature = "reading")]
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "load"))]
pub unsafe extern "C" fn load(ptr: *const u8, len: usize) -> u64 {
    if ptr.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise: `len` written bytes at `ptr`, which nobody else touches.
    hand_out(&crate::load(unsafe { std::slice::from_raw_parts(ptr, len) }))
}

fn hand_out(response: &str) -> u64 {
    let out = alloc(response.len());
    if out.is_null() {
        return 0;
    }
    // SAFETY: `out` is fresh room for exactly that many bytes.
    unsafe { std::ptr::copy_nonoverlapping(response.as_ptr(), out, response.len()) }
    ((out as usize as u64) << 32) | response.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_handed_out_and_given_back() {
        for len in [0, 1, 4096] {
            let ptr = alloc(len);
            assert!(!ptr.is_null());
            // SAFETY: the pair was handed out just now.
            unsafe { free(ptr, len) }
        }
        // SAFETY: null is never written to.
        assert_eq!(unsafe { call(std::ptr::null(), 3) }, 0);
    }
}
