# Messages of the incident pages.
