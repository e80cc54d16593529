import Testing

private let action = """
    {"reference":"A-2026-0317","case":"C-2026-0290","outlet":"0363-042-J","kind":"closure","status":"issued",
    "text":"x","digest":"SENT","next":{"act":"close","reference":"C-2026-0290","role":"officer"},"version":3}
    """

@Test func `a legal act wants its reference twice`() async throws {
    try await CannedServer.serving { _ in
        .json(action, etag: "\"v3\"")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("action issue A-2026-0317")
                == Transcript(
                    "",
                    """
                    error: to issue A-2026-0317 is a legal act; it was not confirmed.
                           Nothing was sent.
                      try: registryctl action issue A-2026-0317 --confirm A-2026-0317

                    """, exit: 64))
        #expect(
            try await program.run("action issue A-2026-0317 --confirm A-2026-0318").talk == """
                error: --confirm says A-2026-0318, the command says A-2026-0317.
                       Nothing was sent.
                  try: registryctl action show A-2026-0317

                """)
        #expect(server.requests.isEmpty)
        #expect(
            try await program.run("action issue A-2026-0317 --confirm a-2026-0317")
                == Transcript(
                    "Issued A-2026-0317: closure, now a legal act.\n",
                    "Next: registryctl case close C-2026-0290 --reason TEXT\n"))
        #expect(
            server.requests.map(\.line) == [
                "GET /v1/actions/A-2026-0317", "POST /v1/actions/A-2026-0317/issue", "GET /v1/me",
            ])
        #expect(server.requests[1].body == #"{"digest":"SENT"}"#)
    }
}

@Test func `who drafted an action can't issue it`() async throws {
    try await CannedServer.serving { asked in
        asked.line.hasPrefix("GET")
            ? .json(action, etag: "\"v2\"")
            : .problem(
                403, "issued_by_another_person", "You drafted action A-2026-0317, so someone else must issue it.",
                #""hint":"Ask a reviewer.""#)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("action issue A-2026-0317 --confirm A-2026-0317")
                == Transcript(
                    "",
                    """
                    error: You drafted action A-2026-0317, so someone else must issue it.
                           Ask a reviewer.
                      try: registryctl action show A-2026-0317

                    """, exit: 5))
    }
}

@Test func `who issues an action is told what stands beside it`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"reference":"A-2026-0317","case":"C-2026-0290","kind":"warning","status":"issued","version":3,"beside":[
            {"reference":"A-2026-0316","kind":"closure","status":"issued","startsOn":"2026-12-01","endsOn":"2027-01-01",
            "pack":"nl/b","day":"2026-11-25"}]}
            """, etag: "\"v3\"")
    } _: { (_, program) async throws in
        let beside =
            "Beside it stands A-2026-0316: closure from 2026-12-01 until 2027-01-01, issued on 2026-11-25 (nl/b).\n"
        #expect(
            try await program.run("action issue A-2026-0317 --confirm A-2026-0317")
                == Transcript(
                    "Issued A-2026-0317: warning, now a legal act.\n",
                    beside + "Next: registryctl case show C-2026-0290\n"))
        #expect(try await program.run("action propose A-2026-0317").talk.hasPrefix(beside))
        #expect(try await program.run("action show A-2026-0317 --columns status").talk == beside)
    }
}

@Test func `where several decisions wait, the next command names one, and a refusal each of them`() async throws {
    try await CannedServer.serving { asked in
        asked.line.hasPrefix("GET")
            ? .json(
                """
                {"reference":"C-2026-0290","status":"open","version":4,
                "next":{"act":"draft","reference":"C-2026-0290","role":"officer","decision":12}}
                """, etag: "\"v4\"")
            : asked.line.hasSuffix("/close")
                ? .problem(
                    409, "closed_case_has_nothing_pending", "Case C-2026-0290 can't be closed yet: two decisions wait.",
                    #""hint":"Draft the action.""#)
                : .problem(
                    400, "decision_not_named", "Several decisions of case C-2026-0290 wait for their action: 12, 13.",
                    #""hint":"Name the decision that the action carries out.","choices":[12,13]"#)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("case close C-2026-0290 --reason 'nothing more to do'").talk == """
                error: Case C-2026-0290 can't be closed yet: two decisions wait.
                       Draft the action.
                  try: registryctl action draft C-2026-0290 --decision 12 --text TEXT

                """)
        #expect(server.requests.map(\.line) == ["GET /v1/cases/C-2026-0290", "POST /v1/cases/C-2026-0290/close"])
        #expect(
            try await program.run("action draft C-2026-0290 --text Warning").talk == """
                error: Several decisions of case C-2026-0290 wait for their action: 12, 13.
                       Name the decision that the action carries out.
                  try: registryctl action draft C-2026-0290 --text Warning --decision 12
                   or: registryctl action draft C-2026-0290 --text Warning --decision 13

                """)
        #expect(server.requests.last?.body == #"{"text":"Warning"}"#)
    }
}

@Test func `a reference of another kind is recognised`() async throws {
    try await CannedServer.serving { _ in
        .json("{}")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("action show C-2026-0290")
                == Transcript(
                    "",
                    """
                    error: C-2026-0290 is not a reference of an action.
                           It is one of a case.
                      try: registryctl case show C-2026-0290

                    """, exit: 8))
        let outlet = try await program.run("case show 0363-042-j")
        #expect(
            outlet.talk == """
                error: 0363-042-J is not a reference of a case.
                       It is one of an outlet.
                  try: registryctl outlet show 0363-042-J

                """)
        let file = try await program.run("outlet show C-2026-0290")
        #expect(
            file.talk == """
                error: C-2026-0290 is not a reference of an outlet.
                       It is one of a case.
                  try: registryctl case show C-2026-0290

                """)
        #expect(server.requests.isEmpty)
    }
}

@Test func `an explanation ends with what can be decided`() async throws {
    try await CannedServer.serving { asked in
        asked.line.contains("/cases/")
            ? Samples.list([#"{"id":5,"case":"C-2026-0290","inspection":"I-2026-1188"}"#])
            : .json(
                """
                {"id":5,"case":"C-2026-0290","inspection":"I-2026-1188","measure":"warning","personDecides":false,
                "decision":null,"explanation":["A  Advertising  step 1 of 2: warning","Counted: nothing"]}
                """)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("recommendation explain C-2026-0290 --lang nl")
                == Transcript(
                    "A  Advertising  step 1 of 2: warning\nCounted: nothing\n",
                    """
                    De regels bevelen aan; een mens beslist.
                    Next: registryctl recommendation follow C-2026-0290
                      or: registryctl recommendation depart C-2026-0290 --measure MEASURE --reason TEXT

                    """))
        #expect(
            server.requests.map(\.line) == [
                "GET /v1/cases/C-2026-0290/recommendations", "GET /v1/recommendations/5?language=nl", "GET /v1/me",
            ])
    }
}

@Test func `an export that is cut off says so, and leaves no file`() async throws {
    try await CannedServer.serving { _ in
        CannedServer.Answer(
            status: 200, headers: [("Content-Type", "text/csv")], body: "reference\r\n0363-0", isCutShort: true)
    } _: { (server, program) async throws in
        let cut = """
            error: \(server.host) broke off in the middle of its answer.
                   What was written so far is not the whole.
              try: the same command again

            """
        #expect(try await program.run("export outlets --out outlets.csv") == Transcript("", cut, exit: 69))
        #expect(throws: (any Error).self) { try program.read("outlets.csv") }
        #expect(try await program.run("export outlets") == Transcript("reference\r\n0363-0", cut, exit: 69))
    }
}

@Test func `an export goes to standard output, or to a file in one step`() async throws {
    try await CannedServer.serving { _ in
        .init(status: 200, headers: [("Content-Type", "text/csv")], body: "reference\r\n0363-042-J\r\n")
    } _: { (server, program) async throws in
        #expect(try await program.run("export outlets") == Transcript("reference\r\n0363-042-J\r\n"))
        #expect(
            try await program.run("export nuisance --format jsonl --out out.jsonl")
                == Transcript("Wrote nuisance to out.jsonl (23 bytes).\n"))
        #expect(try program.read("out.jsonl") == "reference\r\n0363-042-J\r\n")
        try program.write("mine\n", to: "out.jsonl")
        #expect(
            try await program.run("export nuisance --format jsonl --out out.jsonl")
                == Transcript(
                    "",
                    """
                    error: out.jsonl is there already.
                           Nothing was exported. Name another file, or write over it with --force.
                      try: registryctl export nuisance --format jsonl --out out.jsonl --force

                    """, exit: 64))
        #expect(try program.read("out.jsonl") == "mine\n")
        #expect(
            try await program.run("export nuisance --format jsonl --out out.jsonl --force")
                == Transcript("Wrote nuisance to out.jsonl (23 bytes).\n"))
        #expect(try program.read("out.jsonl") == "reference\r\n0363-042-J\r\n")
        #expect(
            server.requests.map(\.line) == [
                "GET /v1/exports/outlets?format=csv", "GET /v1/exports/nuisance-reports?format=jsonl",
                "GET /v1/exports/nuisance-reports?format=jsonl",
            ])
    }
}

@Test func `an import shows what would change before it is applied`() async throws {
    try await CannedServer.serving { asked in
        let isApplied = asked.line.contains("apply=true")
        return .json(
            """
            {"read":3,"new":1,"changed":0,"unchanged":1,"vanished":null,
            "vanishedNotKnown":"not known while 1 row is rejected","rejected":1,
            "appeared":[{"street":"PLEIN","houseNumber":"1","houseNumberSuffix":"","postcode":"1011AA"}],"changes":[],
            "applied":\(isApplied),"rejects":"line,column,code,message,street\\n4,number,missing,There is no number.,PLEIN\\n"}
            """)
    } _: { (server, program) async throws in
        try program.write("street\nPLEIN\n", to: "list.csv")
        #expect(
            try await program.run("import outlets list.csv --profile amsterdam")
                == Transcript(
                    """
                    Checked, not saved: list.csv
                      read            3
                      new             1
                      changed         0
                      unchanged       1
                      vanished   not known while 1 row is rejected
                      rejected        1
                    appeared
                      PLEIN 1, 1011AA
                    rejected
                      line 4, number: There is no number.

                    """,
                    """
                    Next: registryctl import outlets list.csv --profile amsterdam --apply --accept-rejects --rejects rejects.csv

                    """))
        #expect(
            try await program.run(
                "import outlets list.csv --profile amsterdam --apply --accept-rejects --rejects rejects.csv")
                == Transcript(
                    """
                    Imported list.csv:
                      read            3
                      new             1
                      changed         0
                      unchanged       1
                      vanished   not known while 1 row is rejected
                      rejected        1

                    """,
                    """
                    The rows that were not taken are in rejects.csv, with the reasons.
                    1 row was left out. Next: correct rejects.csv and import it; rows that are in already stay as they are.

                    """, exit: 3))
        #expect(try program.read("rejects.csv").hasPrefix("line,column,code,message,street\n4,"))
        #expect(
            server.requests.map(\.line) == [
                "POST /v1/imports/outlets?profile=amsterdam&apply=false&dryRun=true",
                "POST /v1/imports/outlets?profile=amsterdam&apply=true&acceptRejects=true",
            ])
        #expect(server.requests.first?.body == "street\nPLEIN\n")
        #expect(server.requests.first?.headers["content-type"] == "text/csv")
    }
}

@Test func `figures come with their interval and the name of the method`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"indicator":"violation-rate","method":"Wilson, where outlets have one inspection each.","methodCode":"wilson","from":"2026-01-01","to":"2026-12-31","rows":[
            {"criterion":"A","rate":0.0419,"lower":0.0213,"upper":0.0805,"numerator":8,"denominator":191}]}
            """)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("stats run violation-rate --from 2026-01-01 --to 2026-12-31 -o table")
                == Transcript(
                    """
                    CRITERION   RATE  LOWER  UPPER  NUMERATOR  DENOMINATOR
                    A          4.2 %  2.1 %  8.1 %          8          191

                    """, "Period: 2026-01-01 to 2026-12-31.\nMethod: Wilson, where outlets have one inspection each.\n")
        )
        #expect(
            try await program.run("stats run violation-rate -o csv").output
                == "indicator,from,to,criterion,rate,lower,upper,numerator,denominator,method\r\n"
                + "violation-rate,2026-01-01,2026-12-31,A,0.0419,0.0213,0.0805,8,191,wilson\r\n")
        #expect(server.requests.first?.line == "GET /v1/statistics/violation-rate?from=2026-01-01&to=2026-12-31")
    }
}

@Test func `the harm index is two tables, and what waits for a confirmation is told`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"indicator":"harm","method":"Harm days","methodCode":"harm-days","from":"2026-01-01","to":"2026-12-31","by":"outlet",
            "unconfirmedReports":1,"rows":[
            {"jurisdiction":"0363","series":"established_violations","outlet":"0363-042-J","count":2,"harmDays":180,
            "pack":"nl/town/j","packVersion":"1","notWeighted":null},
            {"jurisdiction":"0363","series":"established_violations","outlet":"0363-042-J","count":1,"harmDays":null,
            "pack":"nl/town/j","packVersion":"2","notWeighted":"the pack gives no weight"}]}
            """)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("stats run harm --from 2026-01-01 --to 2026-12-31 --by outlet -o table")
                == Transcript(
                    """
                    Established violations:
                    OUTLET      COUNT  HARM DAYS  PACK       PACK VERSION  NOT WEIGHTED
                    0363-042-J      2        180  nl/town/j  1             -
                    0363-042-J      1          -  nl/town/j  2             the pack gives no weight
                    No confirmed reports.

                    """,
                    """
                    1 report is only claimed to belong to an outlet; nobody has confirmed it, so it doesn't count.
                    Period: 2026-01-01 to 2026-12-31.
                    Method: Harm days

                    """))
        #expect(
            try await program.run("stats run harm -o csv").output
                == "indicator,from,to,jurisdiction,series,outlet,count,harmDays,pack,packVersion,notWeighted,method\r\n"
                + "harm,2026-01-01,2026-12-31,0363,established_violations,0363-042-J,2,180,nl/town/j,1,,harm-days\r\n"
                + "harm,2026-01-01,2026-12-31,0363,established_violations,0363-042-J,1,,nl/town/j,2,"
                + "the pack gives no weight,harm-days\r\n")
        #expect(
            server.requests.first?.line == "GET /v1/statistics/harm?from=2026-01-01&to=2026-12-31&by=outlet")
    }
}
