-- How a file is decided: by the medical director where nothing stands against it, by the committee otherwise; what
-- follows from it, and how it ends.

CREATE TABLE praxis.committee_member (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    member_id    uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    is_chair     boolean      NOT NULL,
    starts_on    date         NOT NULL,
    ends_on      date         CHECK (ends_on > starts_on),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, member_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX committee_member_person ON praxis.committee_member (practice_id, person_id);
COMMENT ON TABLE praxis.committee_member IS 'gate:unforced judged by the guards of a decision';

CREATE TABLE praxis.committee_meeting (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    meeting_id   uuid         NOT NULL,
    meets_on     date         NOT NULL,
    -- How many members without a conflict of interest have to vote on a file.
    quorum       integer      NOT NULL CHECK (quorum BETWEEN 2 AND 50),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, meeting_id)
);
CREATE INDEX committee_meeting_day ON praxis.committee_meeting (practice_id, meets_on);
COMMENT ON TABLE praxis.committee_meeting IS 'gate:unforced judged by the guards of a decision';

CREATE TABLE praxis.committee_attendance (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    meeting_id   uuid         NOT NULL,
    member_id    uuid         NOT NULL,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, meeting_id, member_id),
    FOREIGN KEY (practice_id, meeting_id) REFERENCES praxis.committee_meeting ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, member_id) REFERENCES praxis.committee_member ON UPDATE RESTRICT
);
CREATE INDEX committee_attendance_member ON praxis.committee_attendance (practice_id, member_id);
COMMENT ON TABLE praxis.committee_attendance IS 'gate:unforced judged by the guards of a decision';

-- The agenda.
CREATE TABLE praxis.committee_item (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    meeting_id   uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    file_id      uuid         NOT NULL,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, meeting_id, file_id),
    FOREIGN KEY (practice_id, meeting_id) REFERENCES praxis.committee_meeting ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX committee_item_file ON praxis.committee_item (practice_id, person_id, file_id);
COMMENT ON TABLE praxis.committee_item IS 'gate:unforced judged by the guards of a decision';

-- How a member voted on a file, or that the member stayed out of it.
CREATE TABLE praxis.committee_vote (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    meeting_id   uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    file_id      uuid         NOT NULL,
    member_id    uuid         NOT NULL,
    vote         text         NOT NULL
                 CHECK (vote IN ('approved', 'approved_with_conditions', 'provisional', 'denied', 'tabled', 'abstained',
                                 'recused')),
    reason       text         CHECK (length(reason) BETWEEN 1 AND 500),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT committee_vote_once PRIMARY KEY (practice_id, meeting_id, file_id, member_id),
    CONSTRAINT committee_vote_conflict CHECK (vote <> 'recused' OR reason IS NOT NULL),
    FOREIGN KEY (practice_id, meeting_id, file_id) REFERENCES praxis.committee_item ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, meeting_id, member_id) REFERENCES praxis.committee_attendance ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX committee_vote_file ON praxis.committee_vote (practice_id, person_id, file_id);
CREATE INDEX committee_vote_attendance ON praxis.committee_vote (practice_id, meeting_id, member_id);
COMMENT ON TABLE praxis.committee_vote IS 'gate:unforced judged by the guards of a decision';

-- The minutes, signed by the chair: with them the meeting is closed.
CREATE TABLE praxis.committee_minutes (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    meeting_id   uuid         NOT NULL,
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 2 AND 1000000),
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT committee_minutes_once PRIMARY KEY (practice_id, meeting_id),
    FOREIGN KEY (practice_id, meeting_id) REFERENCES praxis.committee_meeting ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.committee_minutes IS 'gate:unforced judged by the guards of a decision';

-- A decision with its own day, which may lie before the day on which it was recorded.
CREATE TABLE praxis.file_decision (
    practice_id        uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id          uuid         NOT NULL,
    file_id            uuid         NOT NULL,
    decision_id        uuid         NOT NULL,
    -- Of the file after it.
    version            integer      NOT NULL CHECK (version > 1),
    outcome            text         NOT NULL
                       CHECK (outcome IN ('approved', 'approved_with_conditions', 'provisional', 'denied')),
    meeting_id         uuid,
    decided_on         date         NOT NULL,
    recorded_on        date         NOT NULL,
    recorded_late      boolean      NOT NULL GENERATED ALWAYS AS (recorded_on > decided_on) STORED,
    conditions         text         CHECK (length(conditions) BETWEEN 1 AND 2000),
    reason             text         CHECK (length(reason) BETWEEN 1 AND 2000),
    evidence_id        uuid,
    -- From when the person may be appointed; none where the person may not.
    appointed_from     date         CHECK (appointed_from >= decided_on),
    provisional_until  date,
    recred_due_on      date,
    notice_due_on      date         NOT NULL,
    rule_version       text         NOT NULL,
    created_by         uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at         timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, decision_id),
    UNIQUE (practice_id, person_id, decision_id),
    CONSTRAINT file_decision_version UNIQUE (practice_id, file_id, version),
    CONSTRAINT file_decision_late CHECK (recorded_on = decided_on OR evidence_id IS NOT NULL OR meeting_id IS NOT NULL),
    CONSTRAINT file_decision_conditions CHECK ((outcome = 'approved_with_conditions') = (conditions IS NOT NULL)),
    CONSTRAINT file_decision_reason CHECK (outcome IN ('approved', 'provisional') OR reason IS NOT NULL),
    CONSTRAINT file_decision_future CHECK (decided_on <= recorded_on),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, meeting_id) REFERENCES praxis.committee_meeting ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, evidence_id)
        REFERENCES praxis.evidence (practice_id, person_id, evidence_id) ON UPDATE RESTRICT
);
CREATE INDEX file_decision_file ON praxis.file_decision (practice_id, person_id, file_id);
CREATE INDEX file_decision_meeting ON praxis.file_decision (practice_id, meeting_id);
CREATE INDEX file_decision_evidence ON praxis.file_decision (practice_id, person_id, evidence_id);
CREATE INDEX file_decision_due ON praxis.file_decision (practice_id, recred_due_on);
COMMENT ON TABLE praxis.file_decision IS 'gate:unforced judged by the guards of the file';

-- That the person was told of a decision.
CREATE TABLE praxis.file_notice (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    decision_id  uuid         NOT NULL,
    sent_on      date         NOT NULL,
    method       text         NOT NULL CHECK (method IN ('letter', 'email', 'in_person')),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT file_notice_once PRIMARY KEY (practice_id, decision_id),
    FOREIGN KEY (practice_id, person_id, decision_id)
        REFERENCES praxis.file_decision (practice_id, person_id, decision_id) ON UPDATE RESTRICT
);
CREATE INDEX file_notice_decision ON praxis.file_notice (practice_id, person_id, decision_id);

-- How a person's credentialing ended: after it, the next cycle is an initial one.
CREATE TABLE praxis.credentialing_ending (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id     uuid         NOT NULL,
    ending_id     uuid         NOT NULL,
    kind          text         NOT NULL CHECK (kind IN ('resigned', 'terminated')),
    effective_on  date         NOT NULL,
    reason        text         NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, ending_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX credentialing_ending_person ON praxis.credentialing_ending (practice_id, person_id);
COMMENT ON TABLE praxis.credentialing_ending IS 'gate:unforced judged by the guards of the file';
