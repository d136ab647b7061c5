-- What an item is used for, where a clinic needs a certificate for it: laboratory supplies for tests, drugs for dispensing.
ALTER TABLE praxis.catalog_item ADD COLUMN service text REFERENCES praxis.clinical_service;
CREATE INDEX catalog_item_service ON praxis.catalog_item (service);
