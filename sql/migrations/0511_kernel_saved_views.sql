-- Views of lists that somebody keeps under a name: what is filtered by, never what it finds.

CREATE TABLE praxis.saved_view (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    view_id     uuid        NOT NULL,
    screen      text        NOT NULL CHECK (screen IN ('people', 'credentials', 'requisitions', 'orders')),
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- Names and values as they stand in an address.
    query       text        NOT NULL CHECK (length(query) BETWEEN 1 AND 1000),
    audience    text        NOT NULL CHECK (audience IN ('private', 'clinic', 'practice')),
    clinic_id   uuid,
    created_by  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, view_id),
    UNIQUE (practice_id, created_by, screen, name),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    FOREIGN KEY (practice_id, created_by) REFERENCES praxis.account,
    CHECK ((audience = 'clinic') = (clinic_id IS NOT NULL))
);
CREATE INDEX saved_view_clinic ON praxis.saved_view (practice_id, clinic_id);
COMMENT ON TABLE praxis.saved_view IS 'gate:clinic-optional private views and those of the whole practice have no clinic';

-- The view with which somebody begins on a screen.
CREATE TABLE praxis.first_view (
    practice_id uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    account_id  uuid        NOT NULL DEFAULT praxis_private.account_id(),
    screen      text        NOT NULL,
    view_id     uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, account_id, screen),
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account,
    FOREIGN KEY (practice_id, view_id) REFERENCES praxis.saved_view ON DELETE CASCADE
);
CREATE INDEX first_view_view ON praxis.first_view (practice_id, view_id);
