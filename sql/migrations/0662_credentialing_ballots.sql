-- Who gave a vote: the member, under the own sign-in, or the secretary from a sheet of paper that was signed.

CREATE TABLE praxis.committee_paper (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    meeting_id   uuid         NOT NULL,
    paper_id     uuid         NOT NULL,
    name         text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type   text         NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, paper_id),
    UNIQUE (practice_id, meeting_id, paper_id),
    FOREIGN KEY (practice_id, meeting_id) REFERENCES praxis.committee_meeting ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.committee_paper IS 'gate:unforced praxis_private.committee_paper_open hands out its bytes';

-- Votes that are on record already were written down by the secretary.
ALTER TABLE praxis.committee_vote
    ADD COLUMN given text NOT NULL DEFAULT 'recorded' CHECK (given IN ('recorded', 'own', 'paper')),
    ADD COLUMN paper_id uuid,
    ADD CONSTRAINT committee_vote_paper CHECK ((given = 'paper') = (paper_id IS NOT NULL)),
    ADD FOREIGN KEY (practice_id, meeting_id, paper_id)
        REFERENCES praxis.committee_paper (practice_id, meeting_id, paper_id) ON UPDATE RESTRICT;
CREATE INDEX committee_vote_paper_of ON praxis.committee_vote (practice_id, meeting_id, paper_id);
