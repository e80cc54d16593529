import Testing

@Test func `outlets come as TSV with a header into a pipe`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([Samples.linde, Samples.damkring])
    } _: { (server, program) async throws in
        let list = try await program.run("outlet list --status active --search 'de linde'")
        #expect(
            list
                == Transcript(
                    """
                    reference\tstatus\tkind\tname\taddress\ttoleratedFrom\tstreet\thouseNumber\thouseNumberSuffix\tpostcode\tlocality\tlongitude\tlatitude\tversion
                    0363-042-J\tactive\tconsumption\tDe Linde\tLindengracht 3-H, 1015KB Amsterdam\t2020-01-01\tLindengracht\t3\tH\t1015KB\tAmsterdam\t4.8839\t52.3791\t4
                    0363-043-P\tclosed\ttakeaway\t\tDamstraat 12\t\tDamstraat\t12\t\t\t\t\t\t1

                    """))
        #expect(server.requests.map(\.line) == ["GET /v1/outlets?status=active&q=de%20linde&limit=30"])
    }
}

@Test func `what is given and taken away at once is told, and nothing is sent`() async throws {
    try await CannedServer.serving { _ in
        .json("{}")
    } _: { (server, program) async throws in
        let run = try await program.run(
            "outlet amend 0363-042-J --name Zon --without name --without opening-hours --reason 'It has another name.'")
        #expect(
            run
                == Transcript(
                    "",
                    """
                    error: name can't be given and be without a value at once.
                           Nothing was sent.
                      try: registryctl outlet amend --help

                    """, exit: 64))
        #expect(server.requests.isEmpty)
    }
}

@Test func `other forms of a list`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([Samples.linde, Samples.damkring])
    } _: { (_, program) async throws in
        #expect(
            try await program.run("outlet list -o table")
                == Transcript(
                    """
                    REFERENCE   STATUS  KIND         NAME      ADDRESS
                    0363-042-J  active  consumption  De Linde  Lindengracht 3-H, 1015KB Amsterdam
                    0363-043-P  closed  takeaway     -         Damstraat 12

                    """))
        #expect(try await program.run("outlet list -o ref") == Transcript("0363-042-J\n0363-043-P\n"))
        #expect(
            try await program.run("outlet list -o csv --columns reference,address")
                == Transcript(
                    "reference,address\r\n0363-042-J,\"Lindengracht 3-H, 1015KB Amsterdam\"\r\n0363-043-P,Damstraat 12\r\n"
                ))
        #expect(
            try await program.run("outlet list --no-header --columns reference,status")
                == Transcript("0363-042-J\tactive\n0363-043-P\tclosed\n"))
        #expect(
            try await program.run("outlet list -o jsonl --fields reference,name")
                == Transcript(
                    #"{"name":"De Linde","reference":"0363-042-J"}"# + "\n" + #"{"name":null,"reference":"0363-043-P"}"#
                        + "\n"))
        #expect(
            try await program.run("outlet list --columns nmae")
                == Transcript(
                    "",
                    """
                    error: outlets have no column "nmae".
                           There are: reference, status, kind, name, address, toleratedFrom, street, houseNumber, houseNumberSuffix, postcode, locality, longitude, latitude, version.
                      try: registryctl outlet list --columns name

                    """, exit: 64))
    }
}

@Test func `a cut list says so, and all pages are followed on request`() async throws {
    try await CannedServer.serving { asked in
        asked.line.contains("cursor=abc")
            ? Samples.list([Samples.damkring]) : Samples.list([Samples.linde], next: "abc")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("outlet list --limit 1 -o ref")
                == Transcript(
                    "0363-042-J\n", "Here is one outlet; there are more. See all with --all.\n"))
        #expect(try await program.run("outlet list --all -o ref") == Transcript("0363-042-J\n0363-043-P\n"))
        #expect(
            server.requests.map(\.line) == [
                "GET /v1/outlets?limit=1", "GET /v1/outlets?limit=500", "GET /v1/outlets?limit=500&cursor=abc",
            ])
    }
}

@Test func `an empty list says so on standard error`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([])
    } _: { (_, program) async throws in
        #expect(try await program.run("outlet list") == Transcript("", "No outlets match.\n"))
        #expect(try await program.run("outlet list -q") == Transcript(""))
        #expect(try await program.run("outlet list --json") == Transcript("[]\n", "No outlets match.\n"))
    }
}

@Test func `an outlet is shown as a card`() async throws {
    try await CannedServer.serving { _ in
        .json(Samples.linde, etag: "\"v4\"")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("outlet show 0363-042-j -o table")
                == Transcript(
                    """
                    reference         0363-042-J
                    name              De Linde
                    kind              consumption
                    status            active
                    address           Lindengracht 3-H, 1015KB Amsterdam
                    place             4.8839 east, 52.3791 north
                    tolerated from    2020-01-01
                    opening hours     Mon-Tue 10:00-01:00
                    licence           L-2026-0031
                    licence standing  valid
                    open case         C-2026-0290
                    version           4
                    changed           2026-01-20 22:00
                    roles
                      ID  ROLE              PARTY        NAME        SHARE  FROM
                       7  beneficial owner  P-2026-0012  Groen B.V.     60  2020-01-01
                    last inspections
                      REFERENCE    DAY         KIND         OUTCOME  FAILED
                      I-2026-1188  2026-01-20  unannounced  access   A, J

                    """))
        #expect(server.requests.map(\.line) == ["GET /v1/outlets/0363-042-J"])
    }
}

@Test func `a wrong check character is caught before any request`() async throws {
    try await CannedServer.serving { _ in
        .json("{}")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("outlet show 0363-042-P")
                == Transcript(
                    "",
                    """
                    error: 0363-042-P is not a reference: after 0363-042 the last character would be J.
                           One of its characters is wrong, maybe a digit: compare name and address first.
                      try: registryctl outlet show 0363-042-J

                    """, exit: 8))
        #expect(
            try await program.run("outlet show 363-042-J")
                == Transcript(
                    "",
                    """
                    error: 363-042-J is not a reference: its code begins with 0.
                      try: registryctl outlet show 0363-042-J

                    """, exit: 8))
        // With a zero before it this would be a reference by chance; it begins with one already.
        #expect(
            try await program.run("outlet show 0363-010-A").talk == """
                error: 0363-010-A is not a reference: after 0363-010 the last character would be Z.
                       One of its characters is wrong, maybe a digit: compare name and address first.
                  try: registryctl outlet show 0363-010-Z

                """)
        #expect(
            try await program.run("outlet show '0363\u{A0}042-J'").talk == """
                error: 0363\u{A0}042-J is not a reference: a blank stands in it; it reads like 0363-042-J.
                  try: registryctl outlet list --search '0363\u{A0}042-J'

                """)
        #expect(server.requests.isEmpty)
    }
}

@Test(arguments: ["0363-042-J ", " 0363-042-j", "\u{A0}0363-042-J", "0363-042-J\u{200B}", "\u{FEFF}0363-042-J\t"])
func `blanks around a reference don't count`(pasted: String) async throws {
    try await CannedServer.serving { _ in
        .json(#"{"reference":"x"}"#)
    } _: { (server, program) async throws in
        #expect(try await program.run("outlet show '\(pasted)' -o ref") == Transcript("x\n"))
        let file = pasted.replacing("0363-042-J", with: "C-2026-0290").replacing("0363-042-j", with: "c-2026-0290")
        #expect(try await program.run("case show '\(file)' -o ref") == Transcript("x\n"))
        #expect(
            server.requests.map(\.line) == ["GET /v1/outlets/0363-042-J", "GET /v1/cases/C-2026-0290"])
    }
}

@Test func `an unknown outlet points to the list`() async throws {
    try await CannedServer.serving { _ in
        .problem(404, "unknown_outlet", "There is no outlet 0363-042-J.", #""hint":"Check the reference.""#)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("outlet show 0363-042-J")
                == Transcript(
                    "",
                    """
                    error: There is no outlet 0363-042-J.
                           Check the reference.
                      try: registryctl outlet list

                    """, exit: 6))
    }
}

@Test func `a card says which measures run, which licence is withdrawn and who operated the outlet before`()
    async throws
{
    let card = #"""
        {"reference":"0363-042-J","status":"active","licence":null,
        "withdrawnLicence":{"reference":"L-2026-0009","withdrawnFrom":"2026-11-20","withdrawnUntil":"2026-12-03"},
        "running":[{"action":"A-2026-0017","kind":"closure","startsOn":"2026-11-26","endsOn":"2026-12-26"},
        {"action":"A-2026-0018","kind":"penalty_order","startsOn":"2026-11-26","endsOn":null}],
        "formerOperators":[{"party":"P-2026-0012","name":"Groen B.V.","validFrom":"2020-01-01","endsOn":"2026-02-01"}]}
        """#
    try await CannedServer.serving { _ in
        .json(card)
    } _: { (_, program) async throws in
        let lines = try await program.run("outlet show 0363-042-J -o table").output.split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }.joined(separator: " ")
        for line in [
            "licence L-2026-0009, withdrawn until 2026-12-03",
            "measure running closure until 2026-12-26 (A-2026-0017); penalty order (A-2026-0018)",
            "P-2026-0012 Groen B.V. 2020-01-01 2026-02-01",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
    }
}

@Test func `what happened names the party of a role`() async throws {
    let event = #"""
        {"at":"2026-11-20T10:00:00Z","day":"2026-11-20","object":"party_role","reference":"operator P-2026-0012","what":"end",
        "was":"Groen B.V.","became":null,"by":"Piet de Vries","reason":null}
        """#
    try await CannedServer.serving { _ in
        Samples.list([event])
    } _: { (_, program) async throws in
        let ran = try await program.run("outlet timeline 0363-042-J -o table")
        #expect(ran.output.hasSuffix("\noperator P-2026-0012 is Groen B.V.\n"))
        #expect(ran.output.contains("  operator P-2026-0012  end"))
    }
}
