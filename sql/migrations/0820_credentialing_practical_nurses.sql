-- A practical nurse's file rests on the license of that kind as others rest on theirs.
UPDATE praxis.file_element SET type_codes = type_codes || '{lpn_license}' WHERE element = 'license';
