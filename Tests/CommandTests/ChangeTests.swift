import NIOConcurrencyHelpers
import Testing

private let registered = #"{"reference":"0363-044-N","name":"Groen","kind":"takeaway","status":"active","version":1}"#

@Test func `a new outlet is sent once, with a key, and the next step is named`() async throws {
    try await CannedServer.serving { _ in
        .json(registered, status: 201, etag: "\"v1\"")
    } _: { (server, program) async throws in
        #expect(
            try await program.run(
                "outlet register --kind takeaway --name Groen --street Plein --number 1 --longitude -4.5 --latitude 52")
                == Transcript(
                    "Registered outlet 0363-044-N \"Groen\".\n",
                    "Next: registryctl licence grant 0363-044-N --holder PARTY --from DAY\n"))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v1/outlets")
        #expect(request.headers["idempotency-key"]?.count == 36)
        #expect(
            request.body
                == #"{"houseNumber":"1","kind":"takeaway","latitude":52.0,"longitude":-4.5,"name":"Groen","street":"Plein"}"#
        )
    }
}

@Test func `in machine forms the record is the result and the sentence is talk`() async throws {
    try await CannedServer.serving { _ in
        .json(registered, status: 201)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("outlet register --kind takeaway --street Plein --number 1 -o ref")
                == Transcript(
                    "0363-044-N\n",
                    """
                    Registered outlet 0363-044-N "Groen".
                    Next: registryctl licence grant 0363-044-N --holder PARTY --from DAY

                    """))
    }
}

@Test func `a dry run is asked for and shown as one`() async throws {
    try await CannedServer.serving { _ in
        .json(registered, status: 201, dryRun: true)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("outlet register --kind takeaway --street Plein --number 1 --dry-run")
                == Transcript(
                    """
                    Checked, not saved:
                      reference  not given out yet
                      name       Groen
                      kind       takeaway
                      status     active
                      version    1

                    """, "What is new gets its reference or number when it is saved.\n"))
        #expect(server.requests.map(\.line) == ["POST /v1/outlets?dryRun=true"])
        #expect(
            try await program.run(
                "outlet register --kind takeaway --street Plein --number 1 --dry-run --json=reference,kind"
            ).output
                == "{\n  \"kind\": \"takeaway\",\n  \"reference\": null\n}\n")
    }
}

@Test func `a change is based on the version that was read`() async throws {
    try await CannedServer.serving { _ in
        .json(Samples.linde, etag: "\"v4\"")
    } _: { (server, program) async throws in
        let closed = try await program.run("outlet close 0363-042-J --on 2026-12-01 --reason 'the operator stopped'")
        #expect(
            closed
                == Transcript(
                    "Outlet 0363-042-J \"De Linde\" is closed from 2026-12-01.\n",
                    """
                    Licence L-2026-0031 is still valid, without an end; it keeps its place among the licences that the policy allows.
                    Case C-2026-0290 is still open.
                    Next: registryctl licence lapse L-2026-0031 --on DAY --reason TEXT

                    """))
        #expect(server.requests.map(\.line) == ["GET /v1/outlets/0363-042-J", "POST /v1/outlets/0363-042-J/close"])
        #expect(server.requests.last?.headers["if-match"] == "\"v4\"")
        #expect(server.requests.last?.body == #"{"on":"2026-12-01","reason":"the operator stopped"}"#)
        _ = try await program.run("outlet amend 0363-042-J --name X --reason y --if-version 3")
        #expect(server.requests.last?.line == "PATCH /v1/outlets/0363-042-J")
        #expect(server.requests.last?.headers["if-match"] == "\"v3\"")
    }
}

@Test func `closing an outlet names a licence whose lapse is recorded ahead`() async throws {
    let outlet = #"""
        {"reference":"0363-042-J","name":null,"licence":{"reference":"L-2026-0031","status":"lapsed","standing":"valid",
        "validFrom":"2020-01-01","endsOn":"2027-01-01"}}
        """#
    try await CannedServer.serving { _ in
        .json(outlet, etag: "\"v4\"")
    } _: { (_, program) async throws in
        let closed = try await program.run("outlet close 0363-042-J --on 2026-12-01 --reason 'the operator stopped'")
        #expect(
            closed.talk
                == """
                Licence L-2026-0031 is still valid, and ends on 2027-01-01 as is recorded; until then it keeps its place among the licences that the policy allows.
                Next: registryctl outlet timeline 0363-042-J

                """)
    }
}

@Test func `a stale version is refused with who changed it`() async throws {
    try await CannedServer.serving { _ in
        .problem(
            412, "changed_meanwhile", "The outlet 0363-042-J was changed by M. Jansen 4 minutes ago (amend).",
            #""why":"You have version 3; it has version 4 now.","hint":"Read it again and decide on what it says now.""#
        )
    } _: { (_, program) async throws in
        #expect(
            try await program.run("outlet amend 0363-042-J --name X --reason y --if-version 3")
                == Transcript(
                    "",
                    """
                    error: The outlet 0363-042-J was changed by M. Jansen 4 minutes ago (amend).
                           You have version 3; it has version 4 now.
                           Read it again and decide on what it says now.
                      try: registryctl outlet show 0363-042-J

                    """, exit: 7))
    }
}

@Test func `all problems of an input come under one head`() async throws {
    try await CannedServer.serving { _ in
        .problem(
            400, "bad_input", "2 fields need attention.",
            """
            "hint":"Mend what is listed and send it again; nothing was stored.",
            "errors":[{"pointer":"/findings/0/criterion","code":"unknown_criterion","detail":"\\"Q\\" is not a criterion."},
            {"pointer":"/findings/1/value","code":"missing","detail":"G needs a measured value in g."}]
            """)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J --fail Q,G")
                == Transcript(
                    "",
                    """
                    error: 2 fields need attention.
                           Mend what is listed and send it again; nothing was stored.
                      - --fail Q: "Q" is not a criterion.
                      - --value G: G needs a measured value in g.
                      try: registryctl inspection log --help

                    """, exit: 8))
    }
}

@Test func `refusals have the exit codes of the contract`() async throws {
    let refusals: [(Int, String, Int32)] = [
        (401, "token_expired", 4), (403, "role_missing", 5), (409, "one_active_outlet_per_address", 7),
        (409, "licence_maximum", 9), (422, "key_reused", 8), (503, "busy", 75),
    ]
    for (status, code, exit) in refusals {
        try await CannedServer.serving { _ in
            .problem(status, code, "It was not done.", #""why":"Because of \#(code).","hint":"Do the other thing.""#)
        } _: { (_, program) async throws in
            let commands: [Int32: String] = [
                4: "registryctl login", 7: "registryctl outlet list", 8: "registryctl people appoint --help",
            ]
            let step = commands[exit] ?? "Do the other thing."
            let sentence = [7, 8].contains(exit) ? "       Do the other thing.\n" : ""
            #expect(
                try await program.run("people appoint --name X --login x --role officer")
                    == Transcript(
                        "", "error: It was not done.\n       Because of \(code).\n\(sentence)  try: \(step)\n",
                        exit: exit))
        }
    }
}

@Test func `an outage names the request for the operator`() async throws {
    try await CannedServer.serving { _ in
        .problem(
            500, "internal_error", "The registry failed; the failure is in its log.",
            #""hint":"Give the operator the request id.""#)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("today")
                == Transcript(
                    "",
                    """
                    error: The registry failed; the failure is in its log.
                           Request r-1.
                      try: Give the operator the request id.

                    """, exit: 1))
    }
}

@Test func `with JSON a failure is one line of JSON on standard error`() async throws {
    try await CannedServer.serving { _ in
        .problem(403, "role_missing", "You are not an officer.", #""hint":"Ask an officer.""#)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("party register --kind legal --name X --json")
                == Transcript(
                    "",
                    #"{"code":"role_missing","detail":"You are not an officer.","exit":5,"hint":"Ask an officer.","requestId":"r-1","title":"You are not an officer."}"#
                        + "\n", exit: 5))
    }
}

@Test func `a server that is not there is said to be unreachable`() async throws {
    let program = try Program.speaking(to: "http://127.0.0.1:9")
    #expect(
        try await program.run("today")
            == Transcript(
                "",
                """
                error: 127.0.0.1:9 can't be reached.
                       Nothing was sent.
                  try: registryctl context show

                """, exit: 69))
    try program.remove()
}

@Test func `a connection that breaks is tried once more, with the same key`() async throws {
    let isFirst = NIOLockedValueBox(true)
    try await CannedServer.serving { _ in
        let hangsUp = isFirst.withLockedValue { first in
            defer { first = false }
            return first
        }
        return hangsUp ? .hangUp : .json(registered, status: 201, etag: "\"v1\"")
    } _: { (server, program) async throws in
        let run = try await program.run("outlet register --kind takeaway --street Plein --number 1")
        #expect(run.output == "Registered outlet 0363-044-N \"Groen\".\n")
        let sent = server.requests.filter { $0.line == "POST /v1/outlets" }
        #expect(sent.count == 2)
        #expect(Set(sent.map { $0.headers["idempotency-key"] }).count == 1)
    }
}

@Test func `an unknown outcome offers the same command with the same key`() async throws {
    try await CannedServer.serving { _ in
        .hangUp
    } _: { (server, program) async throws in
        let run = try await program.run("party register --kind legal --name 'Groen B.V.' --idempotency-key k-1")
        #expect(
            run
                == Transcript(
                    "",
                    """
                    error: the connection broke after the request was sent; the result is not known.
                           Sent again like this it is done once at most.
                      try: registryctl party register --kind legal --name 'Groen B.V.' --idempotency-key k-1

                    """, exit: 1))
        #expect(server.requests.map { $0.headers["idempotency-key"] } == ["k-1", "k-1"])
        let logged = try await program.run(
            "inspection log 0363-042-J --fail A --id 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b")
        #expect(
            logged.talk.hasSuffix(
                "try: registryctl inspection log 0363-042-J --fail A --id 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b\n"))
    }
}

@Test func `a reader that goes away is no failure`() async throws {
    try await CannedServer.serving { _ in
        Samples.list(Array(repeating: Samples.linde, count: 300))
    } _: { (_, program) async throws in
        let shell = try await program.shell(
            "registryctl outlet list --limit 300 -o jsonl | head -1 >/dev/null; echo ${PIPESTATUS[0]}")
        #expect(shell == Transcript("0\n"))
    }
}
