-- Which roles may be taken in an emergency. Custom roles never are: nobody was asked what they would open.
ALTER TABLE praxis.builtin_role ADD COLUMN emergency boolean NOT NULL DEFAULT false;
ALTER TABLE praxis.role ADD COLUMN emergency boolean NOT NULL DEFAULT false;
