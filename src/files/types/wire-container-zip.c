/* wire-container-zip.c: formats that are ZIP archives with certain names in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-container.h"

#include "files/types/wire-zip-members.h"

#include <string.h>

/* Longest content of a `mimetype` member that is believed (RFC 6838, section 4.2). */
#define MIMETYPE_MAX 127

#define ANDROID_BUNDLE "Android app bundle"
#define OPC_TYPES "[Content_Types].xml"

/* What a member is called:
 *   `word/`: its path begins so;  `=manifest.json`: that is its path;  `*.apk`: its path ends so
 * and names no folder;  `/data.pkl`: it has that name, in any folder. The first line that fits
 * wins. */
static const struct
{
  const char *pattern;
  WireContainerKind kind;
} MARKERS[] = {
  { "word/",
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx,docm,dotx,dotm,wbk", "Word document" } },
  { "xl/",
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx,xlsm,xlsb,xltx,xltm,xlam", "Excel workbook" } },
  { "ppt/",
    { "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "pptx,pptm,potx,potm,ppsx,ppsm,ppam,sldx,sldm,thmx", "PowerPoint presentation" } },
  { "theme/theme/", { "application/vnd.ms-officetheme", "thmx", "Office theme" } },
  { "visio/",
    { "application/vnd.ms-visio.drawing.main+xml", "vsdx,vsdm,vssx,vssm,vstx,vstm",
      "Visio drawing" } },
  { "3D/", { "model/3mf", "3mf", "3MF model" } },
  { "=FixedDocSeq.fdseq", { "application/oxps", "xps,oxps", "XPS document" } },
  { "=FixedDocumentSequence.fdseq", { "application/oxps", "xps,oxps", "XPS document" } },
  { "=AppxManifest.xml",
    { "application/vnd.ms-appx", "appx,msix,eappx,emsix", "Windows app package" } },
  { "AppxMetadata/",
    { "application/vnd.ms-appx", "appxbundle,msixbundle,appx,msix", "Windows app package" } },
  { "=extension.vsixmanifest", { "application/vsix", "vsix", "Visual Studio extension" } },
  { "*.nuspec", { "application/x-nupkg", "nupkg,snupkg,symbols.nupkg", "NuGet package" } },
  { "=BundleConfig.pb", { "application/x-android-app-bundle", "aab", ANDROID_BUNDLE } },
  { "base/manifest/", { "application/x-android-app-bundle", "aab", ANDROID_BUNDLE } },
  { "=toc.pb", { "application/x-apks", "apks", "APK set" } },
  { "*.apk", { "application/x-apks", "xapk,apks,apkm,apkx,aspk", "APK set" } },
  { "splits/", { "application/x-apks", "apks", "APK set" } },
  { "=classes.jar", { "application/x-aar", "aar", "Android library" } },
  { "=AndroidManifest.xml",
    { "application/vnd.android.package-archive", "apk,aar,apk_", "Android package" } },
  { "META-INF/com/android/",
    { "application/vnd.android.package-archive", "apk", "Android package" } },
  { "=classes.dex", { "application/vnd.android.package-archive", "apk,jar", "Android package" } },
  { "Payload/", { "application/x-ios-app", "ipa", "iOS app" } },
  { "=Index/Document.iwa", { "application/x-iwork", "pages,numbers,key", "iWork document" } },
  { "Index/Slide", { "application/vnd.apple.keynote", "key", "Keynote presentation" } },
  { "Index/CalculationEngine",
    { "application/vnd.apple.numbers", "numbers,pages,key", "iWork document" } },
  { "Index/Tables/", { "application/x-iwork", "numbers,pages,key", "iWork document" } },
  { "=Index.zip", { "application/x-iwork", "pages,numbers,key", "iWork document" } },
  { "=index.apxl", { "application/vnd.apple.keynote", "key", "Keynote presentation" } },
  { "*.usd", { "model/vnd.usdz+zip", "usdz", "USDZ scene" } },
  { "*.usda", { "model/vnd.usdz+zip", "usdz", "USDZ scene" } },
  { "*.usdc", { "model/vnd.usdz+zip", "usdz", "USDZ scene" } },
  { "=DataModel", { "application/x-pbix", "pbix,pbit", "Power BI report" } },
  { "=DataMashup", { "application/x-pbix", "pbix,pbit", "Power BI report" } },
  { "Report/Layout", { "application/x-pbix", "pbix,pbit", "Power BI report" } },
  { "=DataModelSchema", { "application/x-pbix", "pbit,pbix", "Power BI report" } },
  { "=container.description", { "application/x-aff4", "aff4,af4", "AFF4 image" } },
  { "=information.turtle", { "application/x-aff4", "aff4,af4", "AFF4 image" } },
  { "/information.turtle", { "application/x-aff4", "aff4,af4", "AFF4 image" } },
  { "=modrinth.index.json", { "application/x-mrpack", "mrpack", "Modrinth modpack" } },
  { "=level.dat", { "application/x-minecraft-world", "mcworld,zip", "Minecraft world" } },
  { "*.twb", { "application/twbx", "twbx", "Tableau workbook" } },
  { "*.tds", { "application/x-tdsx", "tdsx", "Tableau data source" } },
  { "=_index.htm", { "application/x-saz", "saz,zip", "Fiddler capture" } },
  { "*.tar.zst", { "application/x-conda", "conda", "conda package" } },
  { "*.dist-info/", { "application/x-wheel", "whl", "Python wheel" } },
  { "EGG-INFO/", { "application/x-python-egg", "egg", "Python egg" } },
  { "*.npy", { "application/x-npz", "npz", "NumPy arrays" } },
  { "=model.weights.h5", { "application/x-keras", "keras", "Keras model" } },
  { "=maindoc.xml", { "application/x-krita", "kra,krz", "Krita picture" } },
  { "=mergedimage.png", { "image/openraster", "ora,kra", "OpenRaster picture" } },
  { "=GuiDocument.xml", { "application/x-extension-fcstd", "fcstd", "FreeCAD model" } },
  { "=Document.archive", { "application/x-procreate", "procreate", "Procreate picture" } },
  { "=Contents/section0.xml", { "application/hwp+zip", "hwpx", "Hangul document" } },
  { "=designmap.xml",
    { "application/vnd.adobe.indesign-idml-package", "idml", "InDesign exchange document" } },
  { "=score_style.mss", { "application/x-musescore", "mscz", "MuseScore score" } },
  { "*.mscx", { "application/x-musescore", "mscz", "MuseScore score" } },
  { "=AppManifest.xaml", { "application/x-silverlight-app", "xap", "Silverlight app" } },
  { "=install.rdf", { "application/x-xpinstall", "xpi", "Mozilla extension" } },
  { "=META-INF/mozilla.rsa", { "application/x-xpinstall", "xpi", "Mozilla extension" } },
  { "=doc.kml", { "application/vnd.google-earth.kmz", "kmz", "Google Earth places" } },
  { "*.kml", { "application/vnd.google-earth.kmz", "kmz", "Google Earth places" } },
  { "*.opf", { "application/epub+zip", "epub", "EPUB book" } },
  { "/content.opf", { "application/epub+zip", "epub", "EPUB book" } },
  { "/package.opf", { "application/epub+zip", "epub", "EPUB book" } },
  { "=META-INF/container.xml",
    { "application/epub+zip", "epub,mxl", "EPUB book or MusicXML score" } },
  { "=META-INF/manifest.xml",
    { "application/x-opendocument",
      "odt,ods,odp,odg,odf,odb,odc,odi,odm,ott,ots,otp,otg,oth,oxt,sxw,sxc,sxi,sxd,stw,stc,sti,std,"
      "sxm,sxg,fodt,asice,asics,bdoc,kra",
      "OpenDocument" } },
  { "WEB-INF/", { "application/x-java-war", "war,jar,ear", "Java web application" } },
  { "=META-INF/application.xml",
    { "application/x-java-ear", "ear,jar", "Java enterprise application" } },
  { "/data.pkl", { "application/x-pytorch", "pt,pth,bin,ckpt,pkl,pt2,ptl", "PyTorch model" } },
  { "=META-INF/MANIFEST.MF",
    { "application/java-archive",
      "jar,war,ear,aar,xpi,apk,jmod,hpi,jpi,sar,par,kar,nbm,rar,mar,esa,xap,oxt,apkm,bar,far,har,"
      "nar,ztex,jad,mda,wgt",
      "Java archive" } },
};

/* Formats that are nothing but a ZIP: no name in them says so. */
static const WireContainerKind PLAIN = {
  "application/zip",
  "zip,cbz,whl,egg,pk3,pk4,love,sb3,sb2,wsz,maff,kmz,nar,npz,jar,key,pages,numbers,xpi,zipx,z01,"
  "ipsw,sketch,skp,mcpack,mcaddon,mctemplate,mcworld,xmind,mmap,fig,slx,mlx,mlapp,mltbx,qgz,ggb,"
  "apkg,colpkg,dwfx,f3d,f3z,ldd,lxf,io,mxl,mscz,gp,osz,osk,olz,wmz,wal,xdm,pptz,ufdr,aff4,twbx,"
  "saz,conda,mrpack,crx,wgt,oex,dawproject,vcvplugin,avdx,capx,c3p,yyz,reality,notebook,itmz,"
  "tdsx,ora,kra,procreate,xd,gbx,ots,jsdos,dosz,air,xap,gadget,cdmz,psmdcp,sublime-package,"
  "alfredworkflow,workflow,ink,sfx,eip,rpk,esriaddin,ppkx,mpk,lpk,aprx,mapx,stlx,amf,3mf,dat,"
  "thmx,nbk,nmz,kth,kpp,plsx,lbr,xrns,rbz,brd,dxp,hmz,mgz,ggs,idml,scriv,cwk,tbz3,exe",
  "ZIP archive"
};
static const WireContainerKind OPEN_PACKAGING = { "application/vnd.openxmlformats-package",
                                                  "nupkg,vsdx,vstx,dwfx,zip,mmzx,cddx,3mf,xps,vsix,"
                                                  "appx,slx,mlx,mlapp,pbix,aasx,fdix,cdx,edrwx",
                                                  "Open Packaging archive" };

typedef struct
{
  guint rank; /* of the marker that was found */
  gboolean content_types;
  gboolean has_mimetype;
  WireZipMember mimetype; /* its name is not kept */
} Names;

static gboolean
ends_with (const char *name, gsize length, const char *end)
{
  gsize n = strlen (end);

  return length >= n && memcmp (name + length - n, end, n) == 0;
}

/* Some writers have backslashes between folders. */
static gboolean
begins_with (const char *name, gsize length, const char *start)
{
  for (gsize i = 0; start[i]; i++)
    if (i >= length || (name[i] == '\\' ? '/' : name[i]) != start[i])
      return FALSE;
  return TRUE;
}

static gboolean
matches (const char *pattern, const char *name, gsize length)
{
  const char *slash = memchr (name, '/', length);

  switch (*pattern)
    {
    case '=':
      return length == strlen (pattern + 1) && begins_with (name, length, pattern + 1);
    case '/':
      return slash && slash != name && ends_with (name, length, pattern);
    case '*':
      if (ends_with (pattern, strlen (pattern), "/")) /* a folder that is named so */
        return slash && ends_with (name, (gsize) (slash - name) + 1, pattern + 1);
      return !slash && ends_with (name, length, pattern + 1);
    default:
      return begins_with (name, length, pattern);
    }
}

static void
name_cb (const WireZipMember *member, gpointer data)
{
  Names *names = data;
  const char *name = (const char *) member->name;

  if (member->length == 8 && memcmp (name, "mimetype", 8) == 0 && !names->has_mimetype)
    {
      names->has_mimetype = TRUE;
      names->mimetype = *member;
    }
  names->content_types |= matches ("=" OPC_TYPES, name, member->length);
  for (guint i = 0; i < names->rank; i++)
    if (matches (MARKERS[i].pattern, name, member->length))
      names->rank = i;
}

/* OpenDocument and EPUB name their type in a member, which writers put anywhere, deflate, and end
 * with a line. */
static char *
read_mimetype (const WireTypeSource *source, const Names *names)
{
  g_autofree char *text =
      names->has_mimetype ? wire_zip_member_read_start (source, &names->mimetype) : NULL;
  char *type = text;

  if (!text)
    return NULL;
  if (g_str_has_prefix (type, "\xef\xbb\xbf"))
    type += 3;
  g_strstrip (type);
  if (!*type || strlen (type) > MIMETYPE_MAX || !strchr (type, '/'))
    return NULL;
  for (const char *c = type; *c; c++)
    if (!g_ascii_isgraph (*c))
      return NULL;
  return g_strdup (type);
}

/**
 * wire_zip_recognise:
 * @source: a ZIP archive
 * @kind: (out): what its members make of it
 * @mimetype: (out) (transfer full) (nullable): the content of its `mimetype` member, which then
 *   tells more than @kind
 *
 * Returns: whether its directory was there, or a name said so; otherwise it may be more than @kind
 */
gboolean
wire_zip_recognise (const WireTypeSource *source, WireContainerKind *kind, char **mimetype)
{
  Names names = { .rank = G_N_ELEMENTS (MARKERS) };
  gboolean whole = wire_zip_members_visit (source, name_cb, &names);

  *mimetype = read_mimetype (source, &names);
  if (names.rank < G_N_ELEMENTS (MARKERS))
    *kind = MARKERS[names.rank].kind;
  else
    *kind = names.content_types && whole ? OPEN_PACKAGING : PLAIN;
  return whole || *mimetype || names.rank < G_N_ELEMENTS (MARKERS);
}
