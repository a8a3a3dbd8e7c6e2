# Messages of the release pages.
