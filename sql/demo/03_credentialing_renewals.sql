-- Renewals that two holders handed in, of what ends first: nobody has asked their sources yet.

CREATE TEMPORARY TABLE demo_renewal ON COMMIT DROP AS
SELECT DISTINCT ON (a.account_id)
       c.practice_id, c.person_id, c.credential_id, a.account_id, t.expires_on,
       md5('renewal ' || a.account_id)::uuid AS term_id, md5('renewal file ' || a.account_id)::uuid AS file_id,
       replace(y.type_code, '_', '-') || '-renewal.pdf' AS name,
       convert_to('%PDF-1.4' || chr(10) || '% renewal of ' || c.credential_id, 'UTF8') AS content
  FROM praxis.account a
  JOIN praxis.credential c USING (practice_id, person_id)
  JOIN praxis.credential_type y ON y.type_code = c.type_code AND y.claimable
  JOIN praxis.credential_term t USING (practice_id, person_id, credential_id)
 WHERE a.account_id IN ('01900000-0000-7000-8000-0000002a0002', '01900000-0000-7000-8000-0000002a0005')
   AND t.expires_on >= CURRENT_DATE
 ORDER BY a.account_id, t.expires_on, c.credential_id;

INSERT INTO praxis.file_content (practice_id, content) SELECT r.practice_id, r.content FROM demo_renewal r;
INSERT INTO praxis.file
       (practice_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by)
SELECT r.practice_id, r.file_id, r.person_id, sha256(r.content), r.name, 'application/pdf', length(r.content),
       'credentialing', r.account_id
  FROM demo_renewal r;
INSERT INTO praxis.credential_term (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
SELECT r.practice_id, r.term_id, r.person_id, r.credential_id, CURRENT_DATE - 3, r.expires_on + 730, r.account_id
  FROM demo_renewal r;
INSERT INTO praxis.credential_document (practice_id, person_id, credential_id, file_id, term_id, created_by)
SELECT r.practice_id, r.person_id, r.credential_id, r.file_id, r.term_id, r.account_id
  FROM demo_renewal r;
INSERT INTO praxis.credential_claim (practice_id, term_id, person_id, credential_id, file_id, created_by)
SELECT r.practice_id, r.term_id, r.person_id, r.credential_id, r.file_id, r.account_id
  FROM demo_renewal r;
