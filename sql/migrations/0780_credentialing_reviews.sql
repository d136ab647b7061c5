-- Who rejects a check that a program fetched says why, on every road.

ALTER TABLE praxis.verification_review
  ADD CONSTRAINT verification_review_reason CHECK (accepted OR note IS NOT NULL) NOT VALID;
