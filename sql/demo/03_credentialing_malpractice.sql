-- What the certificates of malpractice insurance say: claims-made from the first appointment on, the usual limits, all clinics.
-- One physician of Gary has the lower limits of Indiana with its fund, and the policy of one reaches back less far than the
-- work for the practice does.

INSERT INTO praxis.malpractice_cover
       (practice_id, cover_id, person_id, credential_id, term_id, step, policy, retroactive_on, each_minor, aggregate_minor,
        named_insured, clinic_ids, fund_state, fund_reference, created_by)
SELECT t.practice_id, gen_random_uuid(), t.person_id, t.credential_id, t.term_id, 1,
       CASE WHEN n.number % 7 = 0 THEN 'occurrence' ELSE 'claims_made' END,
       CASE WHEN n.number % 7 <> 0
            THEN least(w.starts_on, t.issued_on) + CASE n.number WHEN 22 THEN 120 ELSE 0 END END,
       CASE n.number WHEN 9 THEN 50000000 ELSE 100000000 END, CASE n.number WHEN 9 THEN 150000000 ELSE 300000000 END,
       p.given_name || ' ' || p.family_name,
       CASE n.number WHEN 9 THEN ARRAY['01900000-0000-7000-8000-00000000a004'::uuid] END,
       CASE n.number WHEN 9 THEN 'IN' END, CASE n.number WHEN 9 THEN 'Surcharge receipt IPCF-2209' END, t.created_by
  FROM praxis.credential c
  JOIN praxis.credential_term t USING (practice_id, person_id, credential_id)
  JOIN praxis.person p USING (practice_id, person_id)
 CROSS JOIN LATERAL (SELECT right(p.person_id::text, 4)::integer
                                  + CASE WHEN p.practice_id = '01900000-0000-7000-8000-00000000b000' THEN 1000 ELSE 0 END AS number) n
 CROSS JOIN LATERAL (
       SELECT min(a.starts_on) AS starts_on
         FROM praxis.appointment a
        WHERE a.practice_id = p.practice_id AND a.person_id = p.person_id) w
 WHERE c.type_code = 'malpractice'
   AND c.practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000')
   AND n.number <> 20;
