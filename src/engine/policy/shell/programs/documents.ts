import { defineFamily } from './define.js';
import { BUILDS, tools, WORKS } from './works.js';

/** Documents, pictures, sound and games. */
export const documents = defineFamily('documents', [
  tools(
    'doxygen mkdocs sphinx-build sphinx-apidoc sphinx-autobuild sphinx-quickstart sphinx-intl hugo jekyll typedoc jsdoc mike pelican nikola lektor mdx antsibull-docs slate redoc-cli redoc widdershins docusaurus-init zensical zine soupault franklin pollen metalsmith astro-check vuepress-build esdoc compodoc yuidoc sassdoc styledoc storybook-docs javasphinx hdoc hoedown cmark cmark-gfm lowdown discount multimarkdown pdfroff groff troff nroff mandoc soelim eqn tbl refer',
    {
      values: 'o output f format c config b d D t T s source destination',
      opaque: 'F U',
    },
  ),
  {
    names: 'pandoc',
    values:
      'o output f from t to extract-media template metadata-file data-dir resource-path pdf-engine bibliography csl css log V variable M metadata d defaults F filter L lua-filter',
    opaque: 'd defaults',
    does: [
      'write =o,output,extract-media,log',
      'read operands',
      'read =metadata-file,bibliography,template,H,A,B,include-in-header,include-before-body,include-after-body',
      'network',
      'network urls',
      'execute =F,filter,L,lua-filter',
      'unknown engine',
    ],
  },
  tools(
    'typst latexdiff latexpand texfot dvips dvisvgm bibclean bibtex-tidy biblatex-check latexml make4ht tex4ht texdoc kpsewhich detex untex',
    { values: 'o output root font-path' },
  ),
  {
    names: 'latex pdflatex xelatex lualatex tex pdftex xetex luatex',
    opaque: 'shell-escape enable-write18 output-driver lua luaonly enable-pipes',
    oneDash: true,
    does: ['write .', 'write named', 'unknown texcode'],
  },
  {
    names: 'libreoffice soffice localc lowriter',
    values: 'convert-to outdir infilter',
    does: [...BUILDS, 'unknown unless convert-to,version,cat', 'unknown office'],
  },
  tools(
    'unoconv ssconvert xlsx2csv csv2xlsx catdoc antiword docx2txt odt2txt epubcheck ebook-convert ebook-meta kepubify img2txt jp2a chafa viu catimg timg tiv',
    { values: 'o output' },
  ),
  // Pictures and sound.
  tools(
    'exiv2 pngcheck jpeginfo vips vipsthumbnail vipsheader cjxl djxl jxlinfo basisu toktx ktx ktx2ktx2 tiffinfo tiffcp tiff2pdf qrencode zbarimg gifski apngasm pngtopnm pnmtopng netpbm imgdiff odiff pixelmatch dssim butteraugli ssimulacra2 blurhash svg-sprite svgstore svgr svg-term resvg icotool wrestool png2icns icns2png pngnq zopfli brotli woff2-info fonttools fontmake fontbakery glyphhanger subfont harfbuzz hb-view hb-shape hb-subset fontimage opusinfo opusdec oggdec oggz metaflac mp3gain mp3val id3v2 eyeD3 aubio sonic-annotator audiowaveform whisper-timestamped shntool mp4box MP4Box mkvextract mkvpropedit ffsubsync alass bento4 mp4fragment shaka-packager',
    {
      values: 'o output f format q quality',
      opaque: 'exec',
    },
  ),
  // Games and models: they run what stands in the project.
  {
    names: 'godot godot4 godot3 Godot',
    values: 'path script s export-release export-debug export-pack scene test rendering-driver quit-after',
    does: [...BUILDS, 'unknown if remote-debug,debug-server'],
  },
  {
    names: 'Unity unity unity-editor UnityEditor',
    oneDash: true,
    values:
      'projectPath executeMethod logFile buildTarget testPlatform testResults quit username password serial',
    does: [...BUILDS, 'unknown if serial,username,password,returnlicense,cloudOrganization'],
  },
  {
    names: 'blender',
    oneDash: true,
    values: 'P python o render-output f render-frame python-expr',
    opaque: 'python-expr python-console python-text python-exit-code-text',
    does: BUILDS,
  },
  { names: 'UnrealEditor-Cmd UE4Editor-Cmd RunUAT RunUAT.sh RunUBT UnrealBuildTool', does: WORKS },
  {
    names: 'aseprite tiled tmxrasterizer libresprite love love2d ldtk-cli',
    opaque: 'script script-param',
    does: WORKS,
  },
  tools(
    'texpack free-tex-packer-cli msdf-atlas-gen msdfgen glslc shadercross naga tint spirv-cross spirv-link spirv-dis spirv-as slangc shader-slang gltf_validator gltf-validator fbx2gltf FBX2glTF usdcat usdchecker usdzip meshoptimizer draco_encoder draco_decoder obj2mtl stl2obj admesh kicad-cli pcb2gcode gerbv',
    {
      values: 'o output',
      opaque: 'exec',
    },
  ),
]);
