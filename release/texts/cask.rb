cask "handrail" do
  version "{{.Version}}"
  sha256 "{{.MacOS.SHA256}}"

  url "{{.MacOS.URL}}"
  name "Handrail"
  desc "Turns guidance in markdown into a site for new volunteers"
  homepage "{{.Home}}"

  depends_on macos: ">= :monterey"

  app "Handrail/Handrail.app"
  binary "#{appdir}/Handrail.app/Contents/MacOS/handrail"

  zap trash: "~/Library/Caches/handrail"
end
