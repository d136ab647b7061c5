-- Requirements of payers. With a plan a requirement asks for work that is billed to the plan: for a kind of credential, or,
-- without one, for the enrollment itself.

ALTER TABLE praxis.requirement
    ADD COLUMN plan_id uuid,
    ADD CONSTRAINT requirement_plan FOREIGN KEY (practice_id, plan_id) REFERENCES praxis.payer_plan ON UPDATE RESTRICT,
    ALTER COLUMN type_code DROP NOT NULL,
    ADD CONSTRAINT requirement_thing CHECK (type_code IS NOT NULL OR plan_id IS NOT NULL);
CREATE INDEX requirement_plan ON praxis.requirement (practice_id, plan_id);
