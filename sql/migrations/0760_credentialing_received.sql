-- The rule that no payer receives the new application before it deactivated the old enrollment is told by its name.
ALTER TABLE praxis.enrollment_deactivation RENAME CONSTRAINT enrollment_deactivation_check TO enrollment_deactivation_received;
