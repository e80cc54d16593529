/// Words that a column can have, compared as bytes: cheaper than making a text of each first.
struct CopiedWords<Word: RawRepresentable & CaseIterable & Sendable>: Sendable where Word.RawValue == String {
    private let words: [(bytes: [UInt8], word: Word)]

    init() { words = Word.allCases.map { (Array($0.rawValue.utf8), $0) } }

    /// nil for a word that is not among them.
    func word(_ bytes: UnsafeRawBufferPointer) -> Word? {
        words.first { $0.bytes.count == bytes.count && $0.bytes.elementsEqual(bytes) }?.word
    }
}
