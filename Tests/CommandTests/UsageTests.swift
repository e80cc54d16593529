import Testing

@Test func `a slip in a command is answered with the right command`() async throws {
    let program = try Program()
    #expect(
        try await program.run("outlett list")
            == Transcript(
                "",
                """
                error: there is no command "outlett".
                  try: registryctl outlet list

                """, exit: 64))
    #expect(
        try await program.run("inspection lgo 0363-042-J --fail A")
            == Transcript(
                "",
                """
                error: there is no command "inspection lgo".
                  try: registryctl inspection log 0363-042-J --fail A

                """, exit: 64))
    try program.remove()
}

@Test func `the version of a pack is not taken for a question after the program's own`() async throws {
    let program = try Program()
    #expect(try await program.run("--version") == Transcript("1.0.0\n", ""))
    #expect(
        try await program.run("policy withdraw nl/amsterdam/two-step --version 2028")
            == Transcript(
                "",
                """
                error: --reason <reason> is missing.
                  try: registryctl policy withdraw --help

                """, exit: 64))
    try program.remove()
}

@Test func `a word that resembles nothing is answered with what there is`() async throws {
    let program = try Program()
    #expect(
        try await program.run("context frobnicate")
            == Transcript(
                "",
                """
                error: there is no command "context frobnicate".
                       There are: list, use, show, remove.
                  try: registryctl context --help

                """, exit: 64))
    try program.remove()
}

@Test func `wrong options are refused in our words`() async throws {
    let program = try Program()
    #expect(
        try await program.run("outlet list --kind shop").talk == """
            error: "shop" is not taken for --kind <kind>.
                   It is one of: consumption, takeaway, retail, club, pharmacy, unknown.
              try: registryctl outlet list --help

            """)
    #expect(
        try await program.run("inspection list --from 2026-02-30").talk == """
            error: "2026-02-30" is not taken for --from <day>.
                   A day reads like 2026-11-20.
              try: registryctl inspection list --help

            """)
    #expect(
        try await program.run("outlet show")
            == Transcript(
                "",
                """
                error: <outlet> is missing.
                  try: registryctl outlet show --help

                """, exit: 64))
    try program.remove()
}

@Test func `without a server a command says how to sign in`() async throws {
    let program = try Program()
    #expect(
        try await program.run("today")
            == Transcript(
                "",
                """
                error: no server is chosen.
                       Nobody has signed in from this account yet.
                  try: registryctl login --server http://127.0.0.1:8080

                """, exit: 4))
    try program.remove()
}

@Test func `help has examples and goes to standard output`() async throws {
    let program = try Program()
    let help = try await program.run("inspection log --help")
    #expect(help.exit == 0)
    #expect(help.talk == "")
    #expect(help.output.contains("registryctl inspection log 0363-042-J --at \"2026-11-20 21:40\" --fail A"))
    try program.remove()
}

@Test func `completion scripts exist for three shells and can be installed`() async throws {
    let program = try Program()
    for shell in ["bash", "zsh", "fish"] {
        let script = try await program.run("completion \(shell)")
        #expect(script.exit == 0)
        #expect(script.output.contains("registryctl"))
    }
    let installed = try await program.run("completion fish --install")
    let file = program.path(".config/fish/completions/registryctl.fish")
    #expect(installed == Transcript("Wrote \(file).\n", "Next: start a new shell\n"))
    #expect(try program.read(".config/fish/completions/registryctl.fish").contains("registryctl"))
    try program.remove()
}

@Test(arguments: [
    (
        "outlet register --kind retail --street Plein --number 1 --opening-hours 'daily'",
        """
        error: "daily" can't be read as opening hours.
               They read like "Mon-Fri 10:00-22:00, Sat 12:00-01:00".
           at: --opening-hours
          try: registryctl outlet register --help

        """
    ),
    (
        "inspection correct I-2026-1188 G fail --value much --reason 'weighed again'",
        """
        error: "much" is not a measured value.
               It is a number with a dot and its unit, like 6.2g.
          try: registryctl inspection correct --help

        """
    ),
    (
        "inspection log 0363-042-J --pass G --value G=600g_stock --value G=4.2g",
        """
        error: --value G=600g_stock and --value G=4.2g: G has one measured value.
               Give the one that decides, and write the other into its remark, with --remark.
          try: registryctl inspection log --help

        """
    ),
    (
        "inspection log 0363-042-J --fail A --remark A=board --remark A=flag",
        """
        error: --remark A=board and --remark A=flag: A has one remark.
               Write both into one --remark.
          try: registryctl inspection log --help

        """
    ),
    (
        "inspection log 0363-042-J --fail G --value 6.2g",
        """
        error: --value 6.2g names no criterion.
               It reads like G=6.2g.
          try: registryctl inspection log --help

        """
    ),
    (
        "inspection log 0363-042-J --pass G --id 12",
        """
        error: --id 12 is not an id of an inspection.
               It is a UUID of version 7, like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b.
          try: registryctl inspection log --help

        """
    ),
    (
        "action issue A-2026-0317 --confirm A-2026-0318",
        """
        error: --confirm says A-2026-0318, the command says A-2026-0317.
               Nothing was sent.
          try: registryctl action show A-2026-0317

        """
    ),
    (
        "outlet list --columns colour",
        """
        error: outlets have no column "colour".
               There are: reference, status, kind, name, address, toleratedFrom, street, houseNumber, houseNumberSuffix, postcode, locality, longitude, latitude, version.
          try: registryctl outlet list --help

        """
    ),
    (
        "login --server http://127.0.0.1:1 --token-file nowhere",
        """
        error: there is no file nowhere to read a token from.
          try: name the file with the token, or leave it out and type the token

        """
    ),
])
func `every refusal of the program itself names a next step`(line: String, talk: String) async throws {
    try await CannedServer.serving({ _ in .json("{}") }) { (server, program) async throws in
        #expect(try await program.run(line).talk == talk)
        #expect(server.requests.isEmpty)
    }
}

@Test(arguments: [
    ("recommendation depart C-2026-0290 --measure warning --rationale 'mended on the spot'", "--rationale", "--reason"),
    ("recommendation depart C-2026-0290 --measure warning --why=mended-on-the-spot", "--why", "--reason"),
    ("case close C-2026-0290 --resaon 'mended on the spot'", "--resaon", "--reason"),
    ("inspection list --since 2026-01-01", "--since", "--from"),
])
func `another word for an option is answered with the option`(line: String, typed: String, meant: String) async throws {
    try await CannedServer.serving({ _ in .json("{}") }) { (server, program) async throws in
        #expect(
            try await program.run(line)
                == Transcript(
                    "",
                    """
                    error: there is no option \(typed) here.
                      try: registryctl \(line.replacing(typed, with: meant))

                    """, exit: 64))
        #expect(server.requests.isEmpty)
    }
}

@Test func `an option that resembles nothing is told before what is missing`() async throws {
    let program = try Program()
    #expect(
        try await program.run("case close C-2026-0290 --frobnicate now").talk == """
            error: there is no option --frobnicate here.
              try: registryctl case close --help

            """)
    try program.remove()
}

@Test func `a decision without its case is answered with what is missing`() async throws {
    let program = try Program()
    #expect(
        try await program.run("action draft --decision 3 --text Warning").talk == """
            error: <case> is missing.
              try: registryctl action draft --help

            """)
    try program.remove()
}

@Test func `reasons is taken for reason`() async throws {
    try await CannedServer.serving({ _ in .json(#"{"id":1,"measure":"warning"}"#) }) { server, program in
        let ran = try await program.run(
            "recommendation depart C-2026-0290 --measure warning --reasons 'mended on the spot'")
        #expect(ran.exit == 0)
        #expect(
            server.requests.last?.body
                == #"{"choice":"depart","measure":"warning","reasons":"mended on the spot"}"#)
    }
}
