import FoundationEssentials
import Postgres
import Provision
import Records
import Registry
import Testing
import TestSupport

/// `registryd audit verify` and the verifier in Python: what a superuser changes is found by both, and nothing else is.
@Suite struct AuditCommandTests {
    /// What is done, and what kinds of things each of the two then names; the files of the log hold no rows and no guards.
    static let tampering: [(String, [SQL], registryd: Set<String>, python: Set<String>)] = [
        ("nothing", [], [], []),
        ("a value", ["UPDATE registry.person SET name = 'Nobody' WHERE id = 1"], ["row_changed"], []),
        ("a row deleted", ["DELETE FROM registry.account"], ["row_missing"], []),
        (
            "a row brought in",
            [
                """
                INSERT INTO registry.account OVERRIDING SYSTEM VALUE
                SELECT (jsonb_populate_record(a, '{"id": 99, "login": "nobody.there"}')).* FROM registry.account AS a LIMIT 1
                """
            ], ["row_unrecorded"], []
        ),
        ("a table emptied", ["TRUNCATE registry.role_grant"], ["row_missing"], []),
        (
            "a guard that lets everything pass",
            [
                "CREATE OR REPLACE FUNCTION ops.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            ], ["schema_changed"], []
        ),
        ("a policy dropped", ["DROP POLICY own_jurisdiction ON registry.person"], ["schema_changed"], []),
        ("a right given", ["GRANT DELETE ON registry.person TO registry_service"], ["schema_changed"], []),
        ("a guard off", ["ALTER TABLE registry.person DISABLE TRIGGER guard_1_act"], ["guard_off"], []),
        (
            "an entry changed", ["UPDATE audit.log_entry SET entry = set_byte(entry, 9, 88) WHERE leaf_index = 2"],
            ["entry_changed", "hash_changed", "head_changed", "head_contradicted"],
            ["hash_changed", "head_contradicted"]
        ),
        (
            "two entries swapped",
            [
                """
                UPDATE audit.log_entry AS e SET entry = o.entry FROM audit.log_entry AS o
                WHERE (e.leaf_index, o.leaf_index) IN ((2, 3), (3, 2))
                """
            ], ["entry_changed", "hash_changed", "head_changed", "head_contradicted"],
            ["hash_changed", "head_contradicted"]
        ),
        (
            "the last entry deleted",
            ["DELETE FROM audit.log_entry WHERE leaf_index = (SELECT max(leaf_index) FROM audit.log_entry)"],
            ["head_changed", "log_shortened"], ["entry_missing", "log_shortened"]
        ),
        (
            "a hash changed",
            ["UPDATE audit.log_subtree SET hash = set_bit(hash, 0, 1 - get_bit(hash, 0)) WHERE subtree_index = 4"],
            ["hash_changed"], ["hash_changed"]
        ),
        (
            "a head that is none",
            ["UPDATE audit.checkpoint SET note = regexp_replace(note, '\\n[A-Za-z0-9+/]', E'\\n0')"],
            ["signature_forged"], ["signature_forged"]
        ),
        (
            "a head of another log",
            ["UPDATE audit.checkpoint SET note = replace(note, 'registry.example', 'registry.exemple')"],
            ["signature_unknown"], ["signature_unknown"]
        ),
    ]

    @Test(arguments: tampering.indices)
    func `what a superuser changed is named, and nothing where nothing was`(place: Int) async throws {
        let (name, statements, registryd, python) = Self.tampering[place]
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            try await TestLog.tamper(database, statements)
            let own = try await run.verify("--deep", "--json")
            let lines = try own.output.split(separator: "\n").map { try BoundedJSON.parse(Array($0.utf8)) }
            // Whether an act that isn't in the log should be depends on who else writes in the cluster.
            let found = Set(lines.compactMap { $0["class"]?.text }).subtracting(["act_not_logged"])
            #expect(found == registryd, "\(name): \(own)")
            #expect(own.status == (registryd.isEmpty ? 0 : 1), "\(name)")
            #expect(lines.last?["result"]?.text == (registryd.isEmpty ? "proved" : "tampered"), "\(name)")
            let other = try await run.verifyInPython()
            let kinds = other.output.split(separator: "\n").dropLast().compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
            #expect(Set(kinds) == python, "\(name): \(other)")
            #expect(other.status == (python.isEmpty ? 0 : 1), "\(name)")
        }
    }

    @Test func `a folder of evidence that is not there tells nothing, and an empty one is looked at`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            let folder = try TestFolder.make()
            defer { TestFolder.remove(folder) }
            let mistyped = try await run.verify("--evidence", "\(folder)/evidense")
            #expect(mistyped.status == 2, "\(mistyped)")
            #expect(
                (mistyped.output + mistyped.errors).contains(
                    "There is no folder \(folder)/evidense, so nothing can be told of the evidence files."),
                "\(mistyped)")
            #expect(try await run.verify("--evidence", folder).status == 0)
            try await TestLog.tamper(
                database,
                [
                    """
                    INSERT INTO registry.evidence (jurisdiction_id, sha256, bytes, media_type, received_by, changed_by)
                    SELECT p.jurisdiction_id, sha256('x'), 1, 'text/plain', p.id, p.id FROM registry.person AS p LIMIT 1
                    """
                ])
            let empty = try await run.verify("--evidence", folder)
            #expect(empty.status == 1 && empty.output.contains("evidence_missing: "), "\(empty)")
        }
    }

    @Test func `a finding names its class, its table, its key and its place, in JSON and in a sentence`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            try await TestLog.tamper(database, ["UPDATE audit.outbox SET act = 'allow' WHERE id = 2"])
            let json = try await run.verify("--json")
            #expect(
                json.output.hasPrefix(
                    #"{"class":"entry_changed","index":1,"key":"1/2","table":"audit.outbox","#
                        + #""text":"Entry 1 is not what the outbox says about act 1/2."}"# + "\n"), "\(json)")
            let text = try await run.verify()
            #expect(
                text.output.hasPrefix(
                    "entry_changed: Entry 1 is not what the outbox says about act 1/2.\nchanged: 1 thing is not as the log says; "
                ),
                "\(text)")
            #expect(text.status == 1 && json.status == 1)
        }
    }

    @Test func `a changed schema is named part by part, and what is not compared is told`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            let good = try await run.verify("--deep")
            #expect(good.status == 0 && good.output.contains(" parts of the schema compared"), "\(good)")
            #expect(good.output.contains(", 0 recommendations computed anew, "), "\(good)")
            try await TestLog.tamper(database, ["GRANT DELETE ON registry.person TO registry_service"])
            let told = try await run.verify("--deep")
            #expect(
                told.output.hasPrefix(
                    "schema_changed: In this database rights on table registry.person: not as this program makes it.\n"
                ), "\(told)")
            try await TestLog.tamper(
                database, ["ALTER SCHEMA registry OWNER TO postgres"])
            // Who takes the schema over silences nothing by it; who restored a dump without owners says so.
            let taken = try await run.verify("--deep")
            #expect(
                taken.status == 1 && taken.output.contains("rights on table registry.person: not as")
                    && taken.output.contains("owner of schema registry: not as"), "\(taken)")
            let restored = try await run.verify("--deep", "--no-owner")
            #expect(
                restored.status == 0
                    && restored.output.contains("Rights and owners were not compared, as you asked (--no-owner).\n"),
                "\(restored)")
        }
    }

    @Test func `an older state, signed as it was, contradicts the head that was put away`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            let old = try await run.verify("--json").output
            let before: String = try await database.admin.query(
                "SELECT root::text || ' ' || frontier::text FROM audit.log_head"
            ) {
                try $0[0].decode(String.self, 0)
            }
            let size = try #require(try BoundedJSON.parse(Array(old.utf8.dropLast()))["entries"]?.wholeNumber)
            for _ in 0..<3 { try await run.act() }
            try await TestLog.catchUp(database)
            let head: String = try await database.admin.query(
                "SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1"
            ) {
                try $0[0].decode(String.self, 0)
            }
            try head.write(toFile: run.folder + "/kept.head", atomically: true, encoding: .utf8)
            let parts = before.split(separator: " ").map(String.init)
            try await TestLog.tamper(
                database,
                [
                    "DELETE FROM audit.checkpoint WHERE size > \(size)::bigint",
                    "DELETE FROM audit.log_entry WHERE leaf_index >= \(size)::bigint",
                    "DELETE FROM audit.log_subtree WHERE subtree_index >= \(size)::bigint",
                    "DELETE FROM audit.outbox WHERE object = 'visit'",
                    """
                    UPDATE audit.log_head SET size = \(size)::bigint, root = \(parts[0])::text::bytea,
                        frontier = \(parts[1])::text::bytea
                    """,
                ])
            // Without the head an older state is a whole one.
            #expect(try await run.verify("--deep").status == 0)
            let said =
                "log_shortened: A head of \(size + 3) entries was signed, and the log has \(size): the rest is gone.\n"
            let own = try await run.verify("--head", run.folder + "/kept.head")
            #expect(own.status == 1 && own.output.hasPrefix(said), "\(own)")
            let python = try await run.verifyInPython("--head", run.folder + "/kept.head")
            #expect(python.status == 1 && python.output.hasPrefix(said), "\(python)")
        }
    }

    @Test func `what can't be told is told apart from what was changed`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            let noKey = try await run.verify("--key", "/nowhere/key")
            #expect(noKey.status == 2)
            #expect(
                noKey.output == "can't be told: /nowhere/key is no public key of a log, and no file that can be read.\n"
            )
            let noHead = try await run.verify("--head", "/nowhere/head", "--json")
            #expect(noHead.status == 2)
            #expect(noHead.output == #"{"reason":"The file /nowhere/head can't be read.","result":"untold"}"# + "\n")
            let partial = try await LogServiceTests.registryd(["audit", "verify", "--key", run.key] + run.common)
            #expect(partial.status == 2 && partial.output.hasPrefix("can't be told: PostgreSQL: "), "\(partial)")
            let python = try await run.verifyInPython("--head", "/nowhere/head")
            #expect(python.status == 2 && python.output.hasPrefix("can't be told: "), "\(python)")
            try await TestLog.tamper(database, ["DELETE FROM audit.checkpoint"])
            let unsigned = try await run.verify()
            #expect(unsigned.status == 2)
            #expect(
                unsigned.output.hasPrefix(
                    "can't be told: No head of the log is signed by a key that you trust, so its "))
        }
    }

    @Test func `a log that was emptied, or that ends long ago, proves nothing`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            // The whole log is of two days ago, and an act of today waits.
            try await run.act()
            try await TestLog.tamper(
                database, ["UPDATE audit.outbox SET at = at - interval '50 hours' WHERE object <> 'visit'"])
            let old = try await run.verify()
            #expect(old.status == 1 && old.output.hasPrefix("The log ends 50 h 0 min before now, at "), "\(old)")
            try await TestLog.tamper(
                database,
                [
                    "TRUNCATE audit.log_entry, audit.log_subtree, audit.checkpoint, audit.witnessed_head, audit.state_part",
                    "UPDATE audit.log_head SET size = 0, root = sha256(''), frontier = '', sequenced_to = 0",
                ])
            let emptied = try await run.verify("--deep")
            let count = try await run.counts().acts
            #expect(emptied.status == 2, "\(emptied)")
            #expect(
                emptied.output
                    == "can't be told: The log has no entry, and \(count) acts wait for it, so nothing proves them. "
                    + "The service puts them in (registryd serve): check again then.\n")
        }
    }

    @Test func `a head that states a huge size keeps neither the export nor a verifier busy`() async throws {
        try await withTestDatabase { database in
            let run = try await Self.recorded(database)
            let out = run.folder + "/out"
            let export = [
                "audit", "export", "--out", out, "--database", database.connectionString(.admin), "--sql-folder",
                database.cluster.sqlFolder,
            ]
            #expect(try await Command(ServiceProcess.program, export).run().status == 0)
            let path = out + "/checkpoint"
            var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
            lines[1] = "1099511627776"
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            let python = try await Command("/usr/bin/env", ["python3", "-B", LogRun.verifier, out, "--key", run.key])
                .run()
            #expect(
                python.status == 1 && python.output.contains("signature_forged: A line is no signature"), "\(python)")
            try await TestLog.tamper(database, ["UPDATE audit.checkpoint SET size = size + 1099511627776"])
            let again = try await run.verifyInPython()
            #expect(again.status == 0, "The note says what it said: \(again)")
            #expect(try await run.verify().output.contains("head_changed: "))
        }
    }

    /// A database with an authority and its people, whose acts are in the log under a signed head.
    private static func recorded(_ database: TestDatabase) async throws -> LogRun {
        _ = try await Authority.establish(
            Registry(database: database.service, contextKey: database.contextKey, packs: .reading()))
        try await TestLog.catchUp(database)
        return try await LogRun(database)
    }
}
