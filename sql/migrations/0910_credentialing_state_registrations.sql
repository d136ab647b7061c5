-- A state's registration for controlled substances is an element of its own: that of the DEA does not stand for it, nor it for
-- that of the DEA.
UPDATE praxis.file_element SET type_codes = '{dea}' WHERE element = 'dea';
INSERT INTO praxis.file_element (element, title, compartment, ages, cycles, roles, type_codes, position, citation)
VALUES ('state_csr', 'State registration for controlled substances', 'credential', false, '{initial,recred}',
        '{physician,nurse_practitioner,physician_assistant}', '{state_csr}', 4, 'NCQA CR 3');
