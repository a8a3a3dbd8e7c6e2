# Messages of the map pages.
