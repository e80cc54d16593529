import FoundationEssentials
import Glibc
import Provision
import Testing
import TestSupport

/// The program `registryd` as an operator meets it.
@Suite struct ServiceProgramTests {
    @Test func `the private database stops with the next service after one was killed`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        await #expect(throws: ServiceProcess.Unexpected.self) {
            try await ServiceProcess.run(Self.here(folder)) { kill($0.process, SIGKILL) }
        }
        #expect(try await Self.registryd("cluster", "status", "--data", folder).status == 0)
        try await ServiceProcess.run(Self.here(folder)) { service in
            let ready = try await Client(port: service.port, token: nil).get("/health/ready")
            #expect(ready.status == 200)
        }
        let status = try await Self.registryd("cluster", "status", "--data", folder)
        #expect(status.output == "not running: \(folder)\n" && status.status == 1)
    }

    @Test func `a service starts its private database again after that was killed`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        try await ServiceProcess.run(Self.here(folder)) { service in
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            kill(server.process, SIGKILL)
            while server.isRunning { try await Task.sleep(for: .milliseconds(10)) }
            let client = Client(port: service.port, token: nil)
            for _ in 0..<600 where try await client.get("/health/ready").status != 200 {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await client.get("/health/ready").status == 200)
            let again = try #require(PostmasterFile(data: folder + "/postgres"))
            #expect(again.process != server.process && again.socketFolder == server.socketFolder)
            let log = try service.log()
            for line in ["private PostgreSQL is gone and is started again", "private PostgreSQL is ready again"] {
                #expect(log.contains(line), "\(log)")
            }
        }
        #expect(try await Self.registryd("cluster", "status", "--data", folder).status == 1)
    }

    @Test func `a short command and a service that begin together leave the database to the service`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let words = Self.here(folder)
        let short = Task { try await Command(ServiceProcess.program, ["migrate"] + words).run() }
        try await ServiceProcess.run(words) { service in
            let ending = try await short.value
            #expect(ending.status == 0, "\(ending.errors)")
            let ready = try await Client(port: service.port, token: nil).get("/health/ready")
            #expect(ready.status == 200)
        }
        #expect(try await Self.registryd("cluster", "status", "--data", folder).status == 1)
    }

    @Test func `what cluster start left running outlives short commands, and ends with a service`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        #expect(try await Self.registryd("cluster", "start", "--data", folder).status == 0)
        let migrated = try await Command(ServiceProcess.program, ["migrate"] + Self.here(folder)).run()
        #expect(migrated.status == 0, "\(migrated.errors)")
        #expect(try await Self.registryd("cluster", "status", "--data", folder).status == 0)
        try await ServiceProcess.run(Self.here(folder)) { _ in }
        #expect(try await Self.registryd("cluster", "status", "--data", folder).status == 1)
    }

    @Test func `where there is no private database yet, a plan and the doctor make none`() async throws {
        let folder = try TestFolder.make() + "/none"
        defer { TestFolder.remove(String(folder.dropLast("/none".count))) }
        let plan = try await Command(ServiceProcess.program, ["migrate", "--plan", "--data", folder]).run()
        #expect(plan.status == 0)
        #expect(plan.output.hasPrefix("to apply: 0001_context_and_guards"))
        #expect(
            plan.output.hasSuffix(
                "There is no private database in \(folder) yet; without --plan it is made there.\n"))
        let doctor = try await Self.registryd("doctor", "--data", folder)
        #expect(doctor.status == 1)
        #expect(
            doctor.output.contains(
                "FAIL database: there is no private one in \(folder) yet. "
                    + "Type: registryd serve --data \(folder), which makes it; "
                    + "or name the folder of another one with --data\n"))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `the doctor of a database of one's own asks for no folder that is not in use`() async throws {
        try await withTestDatabase { database in
            try await ServiceProcess.run(over: database) { service in
                let doctor = try await Command(ServiceProcess.program, ["doctor"] + service.words).run()
                #expect(!doctor.output.contains("disk"), "\(doctor)")
                #expect(doctor.output.contains("ok   evidence: no folder is named, so files are refused"), "\(doctor)")
                let folder = try TestFolder.make()
                defer { TestFolder.remove(folder) }
                let named = try await Command(
                    ServiceProcess.program, ["doctor"] + service.words + ["--evidence", folder]
                ).run()
                #expect(named.output.contains("MB free in \(folder), 0 files on their way"), "\(named)")
                let gone = try await Command(
                    ServiceProcess.program, ["doctor"] + service.words + ["--evidence", "\(folder)/none"]
                ).run()
                #expect(
                    gone.status == 1
                        && gone.output.contains("FAIL evidence: there is no folder \(folder)/none. Mount its disk"),
                    "\(gone)")
                #expect(doctor.output.contains("ok   database: PostgreSQL") && doctor.status == 0, "\(doctor)")
            }
        }
    }

    @Test func `a data folder that can't be made is told in words`() async throws {
        let ending = try await Self.registryd("migrate", "--data", "/proc/none")
        #expect(ending.status == 1)
        #expect(
            ending.errors
                == "error: The folder /proc/none can't be made by this user. Name another one with --data, or make it first.\n"
        )
    }

    @Test func `a port that is taken is told with another one`() async throws {
        try await withTestDatabase { database in
            try await ServiceProcess.run(over: database) { service in
                let second = try await Command(
                    ServiceProcess.program, ["serve", "--port", "\(service.port)"] + service.words
                ).run()
                #expect(
                    second.errors.hasSuffix(
                        """
                        error: The service did not start: another program listens on port \(service.port) of 127.0.0.1.
                          Type: registryd serve --port \(service.port + 1)

                        """), "\(second.errors)")
                #expect(second.status == 1)
            }
        }
    }

    @Test(arguments: [
        (["serv"], "error: There is no command \"serv\".\n  Did you mean: registryd serve\n"),
        (["token", "isue"], "error: There is no command \"token isue\".\n  Did you mean: registryd token issue\n"),
        (
            ["cluster", "destroy"],
            "error: There is no command \"cluster destroy\".\n  There are: start, stop, status.\n"
                + "  Type: registryd cluster --help\n"
        ),
    ])
    func `a slip of the pen is answered with the right word`(words: [String], said: String) async throws {
        let ending = try await Command(ServiceProcess.program, words).run()
        #expect(ending.errors == said && ending.status == 64)
    }

    @Test func `every command of the help is found`() async throws {
        for words in [["help"], ["--help"], ["serve", "--help"], ["account", "open", "--help"], ["help", "doctor"]] {
            #expect(try await Command(ServiceProcess.program, words).run().status == 0, "\(words)")
        }
    }

    @Test func `an operator opens another account, and a token for it`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let words = ["--jurisdiction", "0363"] + Self.here(folder)
        let run = { (before: [String]) in try await Command(ServiceProcess.program, before + words).run() }
        let established = try await Command(
            ServiceProcess.program,
            [
                "jurisdiction", "establish", "0363", "--name", "Amsterdam", "--time-zone", "Europe/Amsterdam",
                "--administrator", "a.jansen", "--administrator-name", "Anna Jansen",
            ] + Self.here(folder)
        ).run()
        #expect(established.status == 0, "\(established.errors)")
        let opened = try await run(["account", "open", "a.jansen-home", "--person", "a.jansen"])
        #expect(opened.output == "opened: a.jansen-home (another account of a.jansen)\n", "\(opened.errors)")
        let taken = try await run(["account", "open", "a.jansen", "--person", "a.jansen-home"])
        #expect(
            taken.errors.hasSuffix(
                """
                error: The login a.jansen is taken: Anna Jansen signs in with it.
                  Choose another login.

                """), "\(taken.errors)")
        let token = try await run(["token", "issue", "a.jansen-home"])
        #expect(token.output.hasPrefix("token: reg_"), "\(token.errors)")
        try await ServiceProcess.run(Self.here(folder)) { service in
            let secret = String(token.output.dropFirst("token: ".count).dropLast())
            let me = try await Client(port: service.port, token: secret).get("/v1/me").json
            #expect(me["login"] == "a.jansen-home" && me["person"] == "Anna Jansen")
        }
    }

    private static func here(_ folder: String) -> [String] { ["--data", folder, "--sql-folder", sqlFolder] }

    private static func registryd(_ words: String...) async throws -> Command.Ending {
        try await Command(ServiceProcess.program, words).run()
    }

    private static let sqlFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sql").path
}
