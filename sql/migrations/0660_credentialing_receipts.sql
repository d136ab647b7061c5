-- Who sent which bytes, and in which transaction: whoever files a document has just sent it.

CREATE TABLE praxis.file_receipt (
    practice_id  uuid         NOT NULL REFERENCES praxis.practice,
    sha256       bytea        NOT NULL,
    created_by   uuid         NOT NULL,
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, sha256, created_by, created_at),
    FOREIGN KEY (practice_id, sha256) REFERENCES praxis.file_content ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.file_receipt IS 'gate:sealed written by praxis_private.file_keep, asked by the guard of praxis.file';
