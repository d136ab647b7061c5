-- A state's registration for controlled substances is an element of its own: that of the DEA does not stand for it, nor it for
-- that of the DEA. Where a practice requires it in a state, it is required: nothing is excepted for all states at once.
UPDATE praxis.file_element SET type_codes = '{dea}' WHERE element = 'dea';
INSERT INTO praxis.file_element (element, title, compartment, ages, cycles, roles, type_codes, position, citation, exceptable)
VALUES ('state_csr', 'State registration for controlled substances', 'credential', false, '{initial,recred}',
        '{physician,nurse_practitioner,physician_assistant}', '{state_csr}', 4, 'NCQA CR 3', false);

-- Files at work ask for it too.
INSERT INTO praxis.checklist_item (practice_id, person_id, file_id, element)
SELECT f.practice_id, f.person_id, f.file_id, e.element
  FROM praxis.credentialing_file f
  JOIN praxis.file_element e ON e.element = 'state_csr'
 WHERE f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn')
   AND f.cycle = ANY (e.cycles) AND f.clinical_role = ANY (e.roles);
