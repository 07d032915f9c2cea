struct BoardPicture {
  init(_ session: Session) {}
  func lines(_ size: PictureSize, hasColour: Bool) -> [String] { [] }
}
