//! What panels draw with: named styles and the canvas.

pub mod canvas;
pub mod theme;
