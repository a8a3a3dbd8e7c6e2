//! Cells of the H3 grid: where incidents are counted.

use h3o::{CellIndex, LatLng, Resolution};

/// Finest cells that incidents are counted in: 66 m from the centre to a corner.
const FINEST: Resolution = Resolution::Ten;
/// Least width of a cell on the screen, in points, so that two counts do not lie on each other.
const WIDTH: f64 = 64.0;
/// Metres in a point of the screen at zoom 0, in the middle latitudes of a map in Mercator's projection.
const METRES_AT_ZOOM_0: f64 = 128_000.0;

/// A cell of the finest grid that is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cell(CellIndex);

impl Cell {
    /// None for what is no place on the globe.
    pub(crate) fn of(lat: f64, lon: f64) -> Option<Self> {
        (lat.abs() <= 90.0).then(|| LatLng::new(lat, lon).ok()).flatten().map(|at| Self(at.to_cell(FINEST)))
    }

    /// The coarser cell that it belongs to.
    pub(crate) fn within(self, resolution: Resolution) -> Self {
        Self(self.0.parent(resolution).unwrap_or(self.0))
    }

    /// As the grid's own name, 15 hexadecimal digits.
    pub(crate) fn name(self) -> String {
        self.0.to_string()
    }

    /// Corners as latitude and longitude, degrees, the first not repeated.
    pub(crate) fn ring(self) -> Vec<[f64; 2]> {
        self.0.boundary().iter().map(|corner| [corner.lat(), corner.lng()]).collect()
    }
}

/// The resolution with this number, where it is one for counting.
pub(crate) fn resolution(number: u8) -> Option<Resolution> {
    Resolution::try_from(number).ok().filter(|resolution| *resolution <= FINEST)
}

/// The finest cells that can be told apart at a zoom of 0 to 18.
pub(crate) fn for_zoom(zoom: u8) -> Resolution {
    let point = METRES_AT_ZOOM_0 / f64::from(zoom.min(18)).exp2();
    finest(|width| width >= WIDTH * point)
}

/// The finest cells that are not finer than a place within this radius.
pub(crate) fn for_precision(metres: u32) -> Resolution {
    finest(|width| width >= 2.0 * f64::from(metres))
}

fn finest(fits: impl Fn(f64) -> bool) -> Resolution {
    let mut fine_first = Resolution::range(Resolution::Zero, FINEST).rev();
    fine_first.find(|resolution| fits(2.0 * resolution.edge_length_m())).unwrap_or(Resolution::Zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fit_the_zoom_and_the_precision() {
        assert_eq!(for_zoom(0), Resolution::Zero);
        assert_eq!(for_zoom(18), Resolution::Ten);
        let resolutions: Vec<_> = (0..=18).map(for_zoom).collect();
        assert!(resolutions.is_sorted());
        assert_eq!(for_zoom(8), Resolution::Four, "32 km on the screen: cells of 52 km");
        assert_eq!((for_precision(0), for_precision(u32::MAX)), (Resolution::Ten, Resolution::Zero));
        assert_eq!(for_precision(3000), Resolution::Six, "cells of 7.4 km");
    }

    #[test]
    fn a_cell_is_that_of_the_grid() {
        // The example in the documentation of the grid's own implementation.
        let cell = Cell::of(37.775_938_728_915_946, -122.417_950_630_187_99).unwrap();
        assert_eq!(cell.within(Resolution::Nine).name(), "8928308280fffff");
        assert_eq!(cell.within(Resolution::Seven).ring().len(), 6);
        assert!(cell.within(Resolution::Three).name().starts_with("83"));
        assert!(Cell::of(f64::NAN, 0.0).is_none() && Cell::of(91.0, 0.0).is_none());
    }
}
