//! Compression: PDF's `FlateDecode`.

use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor};

/// The level of compression, of twelve: the fifth takes twice as long for files one or two per cent smaller.
const LEVEL: i32 = 1;

thread_local! {
    /// Setting a compressor up takes as long as compressing a small stream, so every thread keeps its own, and the room
    /// that it works in.
    static COMPRESSOR: RefCell<(Compressor, Vec<u8>)> =
        RefCell::new((Compressor::new(CompressionLvl::new(LEVEL).expect("there is such a level")), Vec::new()));
}

/// What a stream with the filter `FlateDecode` holds.
pub fn compressed(content: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|(compressor, room)| {
        let bound = compressor.zlib_compress_bound(content.len());
        if room.len() < bound {
            room.resize(bound, 0);
        }
        let length = compressor.zlib_compress(content, room).expect("there is room for the worst case");
        room[..length].to_vec()
    })
}
