//! Matters folded into views: order-independent, pure.
