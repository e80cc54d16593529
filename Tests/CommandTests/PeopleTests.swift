import Testing

@testable import registryctl

@Test func `the tokens of a person are listed with the days on which they were issued and expire`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([
            """
            {"id":7,"logins":["p.devries"],"tokens":[
            {"id":3,"label":"laptop","status":"revoked","issuedAt":"2024-01-05T09:00:00Z","expiresAt":"2024-04-05T08:00:00Z"}]}
            """
        ])
    } _: { (_, program) async throws in
        #expect(
            try await program.run("people tokens p.devries -o table")
                == Transcript(
                    """
                    TOKEN  LABEL   STATUS   ISSUED            EXPIRES
                        3  laptop  revoked  2024-01-05 10:00  2024-04-05 10:00

                    """))
        #expect(
            try await program.run("people tokens p.devries -o csv").output
                == "id,label,status,issuedAt,expiresAt\r\n"
                + "3,laptop,revoked,2024-01-05T09:00:00Z,2024-04-05T08:00:00Z\r\n")
    }
}
