-- Views of lists that the administrators share with their practices.
INSERT INTO praxis.saved_view (practice_id, view_id, screen, name, query, audience, created_by)
SELECT practice.id::uuid, md5(practice.id || view.name)::uuid, view.screen, view.name, view.query, 'practice',
       practice.administrator::uuid
  FROM (VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-0000002a0001'),
               ('01900000-0000-7000-8000-00000000b000', '01900000-0000-7000-8000-0000002b0001'))
       practice (id, administrator),
       (VALUES ('people', 'Front office', 'position=front_desk'),
               ('credentials', 'To renew this month', 'status=within_30'),
               ('requisitions', 'To decide', 'status=submitted'),
               ('orders', 'To send', 'status=approved'))
       view (screen, name, query);
