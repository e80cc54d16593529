import Postgres

/// The views of `sql/views`: all views of the schema registry, made anew at each migrate; then `sql/past` makes from them, and
/// from the functions that they call, what shows the past.
struct Views: Sendable {
    let files: [SQLFile]
    /// Run in the order of their names, when the views are there.
    let past: [SQLFile]

    /// Changes when any view changes.
    var digest: String {
        SQLFile.digest((files + past).map { "\($0.name) \($0.sha256)\n" }.joined())
    }

    /// Without views, a migration may change whatever they read.
    static func drop(_ db: Transaction) throws {
        try db.execute(
            """
            DO $$ DECLARE names text; BEGIN
                SELECT string_agg(format('past.%I', relname), ', ') INTO names
                FROM pg_class WHERE relnamespace = 'past'::regnamespace AND relkind = 'v';
                -- With the functions that take or give their rows.
                IF names IS NOT NULL THEN EXECUTE 'DROP VIEW ' || names || ' CASCADE'; END IF;
                SELECT string_agg(oid::regprocedure::text, ', ') INTO names FROM pg_proc WHERE pronamespace = 'past'::regnamespace;
                IF names IS NOT NULL THEN EXECUTE 'DROP FUNCTION ' || names || ' CASCADE'; END IF;
                SELECT string_agg(format('registry.%I', relname), ', ') INTO names
                FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind = 'v';
                IF names IS NOT NULL THEN EXECUTE 'DROP VIEW ' || names; END IF;
            END $$
            """)
    }

    /// Makes the views in the order of their names; one that reads a view that is not there yet waits for it.
    func create(_ db: Transaction) throws {
        var waiting = files
        while !waiting.isEmpty {
            var next: [SQLFile] = []
            var failure: PostgresError?
            for file in waiting {
                do {
                    try db.savepoint { _ = try db.execute(.file(file.text)) }
                } catch let error as PostgresError where error.sqlstate == "42P01" {
                    failure = error
                    next.append(file)
                } catch let error as PostgresError {
                    throw refusal(file, error)
                }
            }
            if let failure, next.count == waiting.count { throw refusal(next[0], failure) }
            waiting = next
        }
        for file in past {
            do {
                _ = try db.execute(.file(file.text))
            } catch let error as PostgresError {
                throw refusal(file, error, in: "past")
            }
        }
    }

    /// The service reads every view and no other role gets anything.
    static func grant(_ db: Transaction) throws {
        try db.execute(
            """
            DO $$ DECLARE names text; BEGIN
                SELECT string_agg(format('registry.%I', relname), ', ') INTO names
                FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind = 'v';
                IF names IS NOT NULL THEN EXECUTE format('GRANT SELECT ON %s TO registry_service', names); END IF;
            END $$
            """)
    }

    private func refusal(_ file: SQLFile, _ error: PostgresError, in folder: String = "views") -> ProvisionRefusal {
        ProvisionRefusal("The views were not made, because of \(folder)/\(file.name).sql: \(error.message).")
    }
}
