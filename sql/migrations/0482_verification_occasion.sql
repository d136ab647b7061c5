-- Of when a check says something: of when it was made, or, where it corrects another, of when that was made.

ALTER TABLE praxis.verification ADD COLUMN occasion timestamptz;
WITH RECURSIVE chain AS (
    SELECT v.practice_id, v.verification_id, v.verified_at AS occasion
      FROM praxis.verification v
     WHERE v.supersedes_id IS NULL
     UNION ALL
    SELECT v.practice_id, v.verification_id, c.occasion
      FROM praxis.verification v
      JOIN chain c ON c.practice_id = v.practice_id AND c.verification_id = v.supersedes_id
)
UPDATE praxis.verification v
   SET occasion = c.occasion
  FROM chain c
 WHERE c.practice_id = v.practice_id AND c.verification_id = v.verification_id;
ALTER TABLE praxis.verification ALTER COLUMN occasion SET NOT NULL;
