-- Nobody has two seats of the committee at a time, and so two votes.
ALTER TABLE praxis.committee_member
    ADD CONSTRAINT committee_member_once EXCLUDE USING gist (
        practice_id WITH =, person_id WITH =, daterange(starts_on, ends_on) WITH &&);
