import FoundationEssentials
import Glibc
import Provision
import Records
import Registry
import Testing
import TestSupport

/// `registryd retention run` over several authorities.
@Suite struct RetentionProgramTests {
    @Test func `what is refused of one authority is told, fails the command, and keeps nothing else from being done`()
        async throws
    {
        try await withTestDatabase { database in
            let folder = try TestFolder.make()
            defer { TestFolder.remove(folder) }
            let registry = Registry(database: database.service, contextKey: database.contextKey, packs: .reading())
            _ = try await Authority.establish(registry)
            _ = try await Authority.establish(registry, code: "0394")
            let key = folder + "/context.key"
            try Data(database.contextKey).write(to: URL(filePath: key))
            chmod(key, 0o600)
            func run(_ words: String...) async throws -> Command.Ending {
                try await Command(
                    ServiceProcess.program,
                    [
                        "retention", "run", "--database", database.connectionString(.admin), "--context-key-file", key,
                        "--sql-folder", database.cluster.sqlFolder, "--contact-keys", folder + "/keys", "--evidence",
                        folder + "/evidence",
                    ] + words
                ).run()
            }
            let good = try await run()
            #expect(good.status == 0, "\(good)")
            // A key of a month that is over, of the second authority; files of the first, whose disk is not mounted.
            let keys = KeyFolder(folder + "/keys")
            try keys.keep("whatever", as: "0394-2020-01-0123abcd")
            try await TestLog.tamper(
                database,
                [
                    """
                    INSERT INTO registry.evidence (jurisdiction_id, sha256, bytes, media_type, received_by, changed_by)
                    SELECT j.id, sha256('x'), 1, 'image/jpeg', p.id, p.id FROM registry.jurisdiction AS j
                    JOIN registry.person AS p ON p.jurisdiction_id = j.id AND p.kind = 'system' WHERE j.code = '0363'
                    """
                ])
            let dry = try await run("--dry-run")
            #expect(
                dry.status == 1 && dry.output.contains("0394: 0 contacts would be moved, 1 key would be destroyed.\n"))
            #expect(try keys.names().count == 1)
            let ended = try await run()
            #expect(ended.status == 1, "\(ended)")
            #expect(
                ended.output.contains(
                    "0363: NOT DONE: Evidence files are kept (1), and their folder \(folder)/evidence is not there, so none was taken away. "
                        + "Mount its disk, or name the folder with --evidence.\n"), "\(ended)")
            #expect(
                ended.output.contains(
                    "0394: the key 0394-2020-01-0123abcd is destroyed, because its month is over, and no record of this database "
                        + "is about it; nothing is under it.\n"), "\(ended)")
            #expect(ended.output.hasSuffix("0394: 0 evidence files taken away.\n"), "\(ended)")
            #expect(try keys.names() == [])
        }
    }
}
