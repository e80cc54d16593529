-- Nuisance reports of the public, and attribution to an outlet as a claim. Their contact data come in 0014.

CREATE TABLE registry.nuisance_report (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    number bigint NOT NULL,
    reference text NOT NULL,
    category text NOT NULL CONSTRAINT nuisance_category_is_known CHECK (category IN (
        'parking', 'noise', 'litter', 'loitering', 'smell', 'public_use', 'dealing', 'traffic', 'harassment', 'other')),
    occurred_at timestamptz NOT NULL CONSTRAINT nuisance_is_of_a_known_day CHECK (occurred_at >= '1900-01-01T00:00:00Z'),
    place public.geography(Point, 4326),
    address text CONSTRAINT address_is_not_blank CHECK (btrim(address) <> ''),
    description text NOT NULL CONSTRAINT description_is_not_blank CHECK (btrim(description) <> '' AND length(description) <= 5000),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT nuisance_report_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT nuisance_report_of_a_transaction UNIQUE (jurisdiction_id, id, xid),
    CONSTRAINT nuisance_report_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT nuisance_has_a_place_or_an_address CHECK (place IS NOT NULL OR address IS NOT NULL),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX nuisance_report_by_time ON registry.nuisance_report (jurisdiction_id, occurred_at DESC, id DESC);
CREATE INDEX nuisance_report_place ON registry.nuisance_report USING gist (place);
COMMENT ON TABLE registry.nuisance_report IS
    'What a member of the public reported about the public space. Append-only. Categories: Aanwijzing Opiumwet (parking, '
    'noise, litter, loitering), National Drug Monitor and DCC 17808 for the others.';

CREATE FUNCTION ops.prepare_nuisance_report() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home registry.jurisdiction;
    longitude double precision := public.st_x(NEW.place::public.geometry);
    latitude double precision := public.st_y(NEW.place::public.geometry);
BEGIN
    SELECT * INTO home FROM registry.jurisdiction WHERE id = NEW.jurisdiction_id;
    IF NEW.occurred_at > clock_timestamp() + interval '5 minutes' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'nuisance_is_not_in_the_future',
            MESSAGE = format('The nuisance would be at %s; it is %s now.',
                to_char(NEW.occurred_at AT TIME ZONE home.time_zone, 'YYYY-MM-DD HH24:MI'),
                to_char(clock_timestamp() AT TIME ZONE home.time_zone, 'YYYY-MM-DD HH24:MI')),
            HINT = 'Correct the time.';
    END IF;
    IF NEW.place IS NOT NULL AND home.west IS NOT NULL
        AND NOT (longitude BETWEEN home.west AND home.east AND latitude BETWEEN home.south AND home.north) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'place_is_in_the_jurisdiction',
            MESSAGE = CASE WHEN latitude BETWEEN home.west AND home.east AND longitude BETWEEN home.south AND home.north
                THEN format('Longitude %s and latitude %s lie outside %s and look swapped.', longitude, latitude, home.name)
                ELSE format('Longitude %s and latitude %s lie outside %s.', longitude, latitude, home.name) END,
            HINT = format('Longitude is %s to %s and latitude %s to %s there.', home.west, home.east, home.south, home.north);
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE registry.attribution (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    outlet_id bigint NOT NULL,
    distance_metres double precision,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT attribution_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT attribution_is_claimed_once UNIQUE (jurisdiction_id, report_id, outlet_id),
    CONSTRAINT attribution_has_a_reason CHECK (btrim(reason) <> ''),
    CONSTRAINT attribution_is_of_a_report FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_report (jurisdiction_id, id),
    CONSTRAINT attribution_is_to_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX attribution_to_outlet ON registry.attribution (jurisdiction_id, outlet_id);
COMMENT ON TABLE registry.attribution IS
    'The claim that a report belongs to an outlet. It is proposed here; confirming and contesting come with incidents.';
COMMENT ON COLUMN registry.attribution.distance_metres IS 'Geodesic on WGS 84 from the report to the outlet, NULL without both places.';

CREATE TABLE registry.nuisance_standing (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    act text NOT NULL CONSTRAINT report_is_closed_or_reopened CHECK (act IN ('close', 'reopen')),
    reason text NOT NULL CONSTRAINT closing_a_report_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT nuisance_standing_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT standing_is_of_a_report FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_report (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX standing_of_report ON registry.nuisance_standing (jurisdiction_id, report_id, id DESC);
COMMENT ON TABLE registry.nuisance_standing IS
    'That a report which belongs to no outlet was closed, or opened again, and why; the newest act is what holds, and a report '
    'without any is open. Append-only. The words are those of Open311 GeoReport v2, whose requests are open or closed.';

CREATE FUNCTION ops.guard_nuisance_standing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    report text;
    closed boolean;
    outlets text;
BEGIN
    -- One act about a report at a time.
    SELECT n.reference INTO report FROM registry.nuisance_report AS n
        WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id FOR UPDATE;
    SELECT s.status = 'closed' INTO closed FROM registry.latest_nuisance_standing AS s
        WHERE s.jurisdiction_id = NEW.jurisdiction_id AND s.report_id = NEW.report_id;
    IF NEW.act = 'close' AND closed THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'report_is_closed_once',
            MESSAGE = format('Nuisance report %s is closed already.', report),
            HINT = 'Look at the report; it says who closed it and why.';
    END IF;
    IF NEW.act = 'reopen' AND closed IS NOT TRUE AND report IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'closed_report_is_reopened',
            MESSAGE = format('Nuisance report %s is open, so there is nothing to reopen.', report),
            HINT = 'Look at the report; it says what was done about it.';
    END IF;
    IF NEW.act = 'close' THEN
        SELECT string_agg(o.reference, ' and ' ORDER BY a.id) INTO outlets FROM registry.attribution AS a
            JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
            WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.report_id = NEW.report_id;
        IF outlets IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'claimed_report_is_not_closed',
                MESSAGE = format('Nuisance report %s is claimed for outlet %s; only one that belongs to no outlet is closed.',
                    report, outlets),
                HINT = 'Look at the report; its claims are listed there.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_nuisance_standing IS
    'BEFORE INSERT: an open report without a claim is closed, and a closed one is opened again.';

CREATE FUNCTION ops.guard_attribution() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    report text;
    closed boolean;
BEGIN
    SELECT n.reference INTO report FROM registry.nuisance_report AS n
        WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id FOR UPDATE;
    SELECT s.status = 'closed' INTO closed FROM registry.latest_nuisance_standing AS s
        WHERE s.jurisdiction_id = NEW.jurisdiction_id AND s.report_id = NEW.report_id;
    IF closed THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'closed_report_is_not_claimed',
            MESSAGE = format('Nuisance report %s is closed, because it belongs to no outlet.', report),
            HINT = 'Reopen it first, with a reason.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_attribution IS 'BEFORE INSERT: what was closed is opened again before it is claimed for an outlet.';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('attribution', 'propose', 'new', 'proposed', '{officer,inspector}');
