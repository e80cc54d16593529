import Records
import Testing

@Test(arguments: [
    ("outlett", "outlet"), ("otulet", "outlet"), ("LICENCE", "licence"), ("license", "licence"), ("xyz", nil),
    ("", nil), ("acton", "action"),
])
func `a misspelt word is answered with the one that is close`(word: String, meant: String?) {
    #expect(Spelling.closest(to: word, among: ["outlet", "licence", "action", "case"]) == meant)
}

@Test func `a UUID is read in either case, and its version is told`() {
    #expect(UUIDText("01936F2E-7C1A-7B3E-8F00-1C2D3E4F5A6B")?.isVersion7 == true)
    #expect(UUIDText("01936f2e-7c1a-4b3e-8f00-1c2d3e4f5a6b")?.isVersion7 == false)
    #expect(UUIDText("01936f2e-7c1a-7b3e-0f00-1c2d3e4f5a6b")?.isVersion7 == false)
    for text in ["", "01936f2e7c1a7b3e8f001c2d3e4f5a6b", "01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6g"] {
        #expect(UUIDText(text) == nil)
    }
}
