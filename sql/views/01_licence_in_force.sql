-- The licence that is in force at an outlet today, in the days of its jurisdiction; at most one per outlet.
CREATE VIEW registry.licence_in_force WITH (security_invoker = true) AS
SELECT l.* FROM registry.licence_today AS l WHERE daterange(l.valid_from, l.ends_on) @> l.today;
COMMENT ON VIEW registry.licence_in_force IS
    'The licences whose days include today, also one that was transferred, withdrawn or lapsed from a later day on; at most '
    'one per outlet (one_licence_per_outlet_at_a_time).';
