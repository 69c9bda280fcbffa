#include "config.h"

#include <string.h>

#include "script-forms.h"

#define BASE "down_revision = None\n"
#define ID "revision = 'r1'\n"

/* clang-format off */
const ScriptForm script_forms[] = {
  /* strings */
  { "revision = 'r1'\n" BASE, 0, "r1" },
  { "revision = \"r1\"\n" BASE, 0, "r1" },
  { "revision = '''r1'''\n" BASE, 0, "r1" },
  { "revision = \"\"\"r1\"\"\"\n" BASE, 0, "r1" },
  { "revision = u'r1'\n" BASE, 0, "r1" },
  { "revision = U\"r1\"\n" BASE, 0, "r1" },
  { "revision = r'r1'\n" BASE, 0, "r1" },
  { "revision = R'''r1'''\n" BASE, 0, "r1" },
  { "revision = r'a\\n'\n" BASE, 0, "a\\n" },
  { "revision = 'r' '1'\n" BASE, 0, "r1" },
  { "revision = 'r' \"1\" '''2'''\n" BASE, 0, "r12" },
  { "revision = ('r'\n  '1')\n" BASE, 0, "r1" },
  { "revision = 'r' \\\n  '1'\n" BASE, 0, "r1" },
  { "revision = 'r\\\n1'\n" BASE, 0, "r1" },
  { "revision = '\\x721'\n" BASE, 0, "r1" },
  { "revision = '\\1621'\n" BASE, 0, "r1" },
  { "revision = '\\u0072\\U00000031'\n" BASE, 0, "r1" },
  { "revision = '\\'r\\\"\\\\'\n" BASE, 0, "'r\"\\" },
  { "revision = 'a\\db'\n" BASE, 0, "a\\db" },
  { "revision = ('r1')\n" BASE, 0, "r1" },
  { "revision = (('r1'))\n" BASE, 0, "r1" },
  { "revision = \\\n   'r1'\n" BASE, 0, "r1" },
  { "revision =\t'r1'\n" BASE, 0, "r1" },
  { "revision='r1'\n" BASE, 0, "r1" },
  { "revision = 'r1' # noqa\n" BASE, 0, "r1" },
  { "revision = 'r1';\n" BASE, 0, "r1" },
  { "revision = 'r1'; down_revision = 'r0'\n", 0, "r1 < r0" },
  { "revision = ' a b '\n" BASE, 0, " a b " },
  { "revision = 'r\303\251'\n" BASE, 0, "r\303\251" },
  { "revision = '\\N{LATIN SMALL LETTER R}1'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = '\\ud800'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'a\\0b'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'a\\x0'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = b'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = f'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = rb'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'r' + '1'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'r%d' % 1\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'R1'.lower()\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'r1' if True else 'r2'\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = ''\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = None\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 1234\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = ('r1',)\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = name\n" BASE, 0, "computed 1: revision not literal" },

  /* parents */
  { ID "down_revision = None\n", 0, "r1" },
  { ID "down_revision = ()\n", 0, "r1" },
  { ID "down_revision = []\n", 0, "r1" },
  { ID "down_revision = (None,)\n", 0, "r1" },
  { ID "down_revision = [None]\n", 0, "r1" },
  { ID "down_revision = (None)\n", 0, "r1" },
  { ID "down_revision = 'r0'\n", 0, "r1 < r0" },
  { ID "down_revision = ('r0')\n", 0, "r1 < r0" },
  { ID "down_revision = ('r0',)\n", 0, "r1 < r0" },
  { ID "down_revision = 'r0',\n", 0, "r1 < r0" },
  { ID "down_revision = ['r0']\n", 0, "r1 < r0" },
  { ID "down_revision = {'r0'}\n", 0, "r1 < r0 (set)" },
  { ID "down_revision = ('r0', 'rA')\n", 0, "r1 < r0, rA" },
  { ID "down_revision = 'r0', 'rA'\n", 0, "r1 < r0, rA" },
  { ID "down_revision = ['r0', 'rA',]\n", 0, "r1 < r0, rA" },
  { ID "down_revision = {'r0', 'rA'}\n", 0, "r1 < r0, rA" },
  { ID "down_revision = (\n  'r0',  # one\n\n  'r' 'A',\n)\n", 0, "r1 < r0, rA" },
  { ID "down_revision = (('r0'), ('rA'))\n", 0, "r1 < r0, rA" },
  { ID "down_revision = ('r0', 'r0')\n", 0, "r1 < r0, r0" },
  { ID "down_revision = ('r'\n  '0')\n", 0, "r1 < r0" },
  { ID "down_revision = (['r0'])\n", 0, "r1 < r0" },
  { ID "down_revision = 'r0 '\n", 0, "r1 < r0 " },
  { ID "down_revision = 'r0,rA'\n", 0, "r1 < r0,rA" },
  { ID "down_revision = ''\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ('r0', None)\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ('r0', '')\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = (['r0'],)\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = {'r0': 1}\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = {}\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = 0\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = False\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = *['r0'],\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ('r0', *others)\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = frozenset(['r0'])\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = tuple(x for x in ['r0'])\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = [x for x in ['r0']]\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ('r0' 'rA'\n", 0, "computed 3: - syntax" },
  { ID, 0, "refused 0: down_revision none" },
  { ID "down_revision: str\n", 0, "refused 0: down_revision none" },

  /* labels and dependencies */
  { ID BASE "branch_labels = None\ndepends_on = None\n", 0, "r1" },
  { ID BASE "branch_labels = ()\ndepends_on = []\n", 0, "r1" },
  { ID BASE "branch_labels = 'main'\n", 0, "r1 : main" },
  { ID BASE "branch_labels = ('main', \"other\")\n", 0, "r1 : main, other" },
  { ID BASE "branch_labels = {'main'}\n", 0, "r1 : main" },
  { ID BASE "branch_labels = 'a@b'\n", 0, "r1 : a@b" },
  { ID BASE "branch_labels = ''\n", 0, "r1 : " },
  { ID BASE "branch_labels = (None,)\n", 0, "computed 3: branch_labels not literal" },
  { ID BASE "branch_labels = 3\n", 0, "computed 3: branch_labels not literal" },
  { ID BASE "branch_labels = (LABEL,)\n", 0, "computed 3: branch_labels not literal" },
  { ID BASE "depends_on = 'd1'\n", 0, "r1 ~ d1" },
  { ID BASE "depends_on = ('d1', 'd2')\n", 0, "r1 ~ d1, d2" },
  { ID BASE "depends_on = ''\n", 0, "r1" },
  { ID BASE "depends_on = ('',)\n", 0, "r1" },
  { ID BASE "depends_on = (None,)\n", 0, "r1" },
  { ID BASE "depends_on = {'d1'}\n", 0, "r1 ~ d1" },
  { ID BASE "depends_on = ('d1', '')\n", 0, "computed 3: depends_on not literal" },
  { ID BASE "depends_on = find()\n", 0, "computed 3: depends_on not literal" },

  /* assignments */
  { "revision: str = 'r1'\ndown_revision: Union[str, None] = 'r0'\n", 0, "r1 < r0" },
  { "revision: 'str' = 'r1'\ndown_revision: Optional[Tuple[str, ...]] = 'r0', 'rA'\n", 0, "r1 < r0, rA" },
  { "revision:str='r1'\ndown_revision:dict[str, lambda: 1]=None\n", 0, "r1" },
  { "revision: Final = 'r1' # type: ignore\ndown_revision: str | None = None\n", 0, "r1" },
  { "x = revision = 'r1'\n" BASE, 0, "r1" },
  { "revision = x = 'r1'\ndown_revision = branch_labels = depends_on = None\n", 0, "r1" },
  { "x[0] = y.z = revision = 'r1'\n" BASE, 0, "r1" },
  { "revision = 'r0'\nrevision = 'r1'\n" BASE, 0, "r1" },
  { "down_revision = 'r0'\nrevision = 'r1'\n", 0, "r1 < r0" },
  { "revision = compute()\nrevision = 'r1'\n" BASE, 0, "r1" },
  { "from x import *\nrevision = 'r1'\n" BASE "branch_labels = depends_on = None\n", 0, "r1" },
  { "revision: str\nrevision = 'r1'\n" BASE, 0, "r1" },
  { "revision = 'r1'\n" BASE "revision = other(revision)\n", 0, "computed 3: revision not literal" },
  { "revision, down_revision = 'r1', None\n", 0, "computed 1: revision not literal" },
  { "(revision) = 'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "[revision] = ['r1']\n" BASE, 0, "computed 1: revision not literal" },
  { "revision = 'r1'\nrevision += '2'\n" BASE, 0, "computed 2: revision not literal" },
  { "print(revision := 'r1')\n" BASE, 0, "computed 1: revision not literal" },
  { "if True:\n    revision = 'r1'\nelse:\n    revision = 'r9'\n" BASE, 0, "computed 4: revision not literal" },
  { "if True: revision = 'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "if x: y = 1; revision = 'r1'\n" BASE, 0, "computed 1: revision not literal" },
  { "try:\n  revision = 'r1'\nexcept E:\n  pass\n" BASE, 0, "computed 2: revision not literal" },
  { "for revision in ['r1']: pass\n" BASE, 0, "computed 1: revision not literal" },
  { "with x as revision:\n  pass\n" BASE, 0, "computed 1: revision not literal" },
  { "while x:\n  y = revision = 'r1'\n" BASE, 0, "computed 2: revision not literal" },
  { "match x:\n  case {'a': revision}: pass\n" BASE, 0, "computed 2: revision not literal" },
  { "from .b import revision\n" BASE, 0, "computed 1: revision not literal" },
  { "from b import x as revision\n" BASE, 0, "computed 1: revision not literal" },
  { "import b as revision\n" BASE, 0, "computed 1: revision not literal" },
  { "from b import *\n" ID BASE, 0, "computed 1: branch_labels not literal" },
  { ID BASE "from b import *\n", 0, "computed 3: revision not literal" },
  { ID BASE "del revision\n", 0, "computed 3: revision not literal" },
  { ID BASE "def revision():\n  pass\n", 0, "computed 3: revision not literal" },
  { ID BASE "class depends_on: pass\n", 0, "computed 3: depends_on not literal" },
  { ID BASE "async def depends_on():\n  pass\n", 0, "computed 3: depends_on not literal" },
  { ID BASE "type depends_on = str\n", 0, "computed 3: depends_on not literal" },
  { "\357\275\222evision = 'r1'\n" BASE, 0, "r1" },
  { "import os\nrevision = os.path.basename(__file__)\n" BASE, 0, "computed 2: revision not literal" },
  { ID BASE "globals()['revision'] = 'r2'\n", 0, "computed 3: - dynamic" },
  { ID BASE "exec('revision = 1')\n", 0, "computed 3: - dynamic" },
  { ID BASE "vars()['revision'] = 'r2'\n", 0, "computed 3: - dynamic" },
  { "import sys\n" ID BASE "sys.modules[__name__].revision = 'r2'\n", 0, "computed 4: - dynamic" },
  { ID BASE "def __getattr__(name):\n  return None\n", 0, "computed 3: - dynamic" },
  { ID BASE "def f():\n  global revision\n  revision = 'r2'\nf()\n", 0, "computed 4: revision not literal" },
  { ID BASE "def f():\n  globals()['revision'] = 'r2'\nf()\n", 0, "computed 4: - dynamic" },
  { ID BASE "def f(x=(revision := 'r2')):\n  pass\n", 0, "computed 3: revision not literal" },

  /* what binds nothing */
  { ID BASE "def upgrade():\n  revision = 'r9'\n  down_revision = 'r8'\n", 0, "r1" },
  { ID BASE "def upgrade(): revision = 'r9'\n", 0, "r1" },
  { ID BASE "def upgrade():\n  op.execute('''\nrevision = 'r9'\n''')\n", 0, "r1" },
  { ID BASE "def upgrade():\n  op.execute(\nrevision)\n", 0, "r1" },
  { ID BASE "def upgrade():\n  x = 1 + \\\nrevision\n", 0, "r1" },
  { ID BASE "class A:\n  revision = 'r9'\n", 0, "r1" },
  { "'''\nrevision = 'zz'\n'''\n" ID BASE, 0, "r1 | revision = 'zz'" },
  { "# revision = 'zz'\n" ID BASE, 0, "r1" },
  { ID BASE "op.revision = 'r9'\n", 0, "r1" },
  { ID BASE "f(revision='r9')\n", 0, "r1" },
  { ID BASE "print(revision, down_revision)\n", 0, "r1" },
  { ID BASE "assert revision == 'r9'\n", 0, "r1" },
  { ID BASE "_revision = my_revision = revision_ = 'r9'\n", 0, "r1" },
  { ID BASE "import a.revision\n", 0, "r1" },
  { ID BASE "from app.modules import x\nimport modules\n", 0, "r1" },
  { ID BASE "def f():\n  x = 'global revision'\n  # global revision\n", 0, "r1" },
  { ID BASE "@deco(a=1)\ndef upgrade():\n  pass\n", 0, "r1" },
  { ID BASE "def upgrade():\n\n# a comment\n\n  pass\n", 0, "r1" },
  { ID BASE "x = {'revision': 1}\ny = [revision for revision in []]\n", 0, "r1" },
  { ID BASE "if TYPE_CHECKING:\n  from typing import Sequence\n", 0, "r1" },
  { ID BASE "def upgrade():\n  f\"{a['b']}\"\n", 0, "r1" },

  /* the text of the file */
  { "revision = 'r1'\r\ndown_revision = 'r0'\r\n", 0, "r1 < r0" },
  { "revision = 'r1'\rdown_revision = 'r0'\r", 0, "r1 < r0" },
  { "revision = 'r1'\ndown_revision = 'r0'", 0, "r1 < r0" },
  { "\357\273\277" ID BASE, 0, "r1" },
  { "\f" ID "\f" BASE, 0, "r1" },
  { "# -*- coding: utf-8 -*-\n" ID BASE, 0, "r1" },
  { "#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n'''caf\351'''\n" ID BASE, 0, "r1 | caf\303\251" },
  { "# coding: iso-8859-15\n'''\244'''\n" ID BASE, 0, "r1 | \342\202\254" },
  { "# coding: cp1252\n'''\200'''\n" ID BASE, 0, "r1 | \342\202\254" },
  { "# coding: ascii\n" ID BASE, 0, "r1" },
  { "'''a'''\n\n# coding: nonsense\n" ID BASE, 0, "r1 | a" },
  { "# coding: ascii\n'''\303\251'''\n" ID BASE, 0, "computed 0: - encoding" },
  { "# coding: utf-16\n" ID BASE, 0, "computed 0: - encoding" },
  { "# coding: nonsense\n" ID BASE, 0, "computed 0: - encoding" },
  { "\357\273\277# coding: latin-1\n" ID BASE, 0, "computed 0: - encoding" },
  { "# caf\351\n" ID BASE, 0, "computed 0: - encoding" },
  { ID BASE "\0", sizeof ID BASE, "computed 0: - encoding" },
  { "", 0, "refused 0: revision none" },
  { "x = 1\n", 0, "refused 0: revision none" },
  { "revision = \n", 0, "computed 1: revision not literal" },
  { "<<<<<<< HEAD\n" ID BASE, 0, "computed 1: - syntax" },
  { ID "<<<<<<< HEAD\ndown_revision = 'a'\n=======\ndown_revision = 'b'\n>>>>>>> x\n", 0, "computed 2: - syntax" },
  { ID BASE "def f():\n  pass\n=======\n", 0, "computed 5: - syntax" },
  { ID BASE "x = 'unended\n", 0, "computed 3: - syntax" },
  { ID BASE "def f():\n  '''unended\nSELECT 1\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n  x = f'{d['\"\"\"']}'\nx = 1\n", 0, "computed 4: - syntax" },
  { ID BASE ")\n", 0, "computed 3: - syntax" },

  /* what Python refuses to compile */
  { ID BASE "x = (1]\n", 0, "computed 3: - syntax" },
  { ID BASE "x = {'a': [1)}\n", 0, "computed 3: - syntax" },
  { ID BASE "def f():\n  x = (1]\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n  x = [1\n", 0, "computed 5: - syntax" },
  { ID BASE "def f():\n  x = 1)\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n  x = 'a\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n  x = '''a\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n  x = 'a' # don't\n", 0, "r1" },
  { ID BASE "def f():\n  x = \"a\n", 0, "computed 4: - syntax" },
  { ID BASE "x = a$b\n", 0, "computed 3: - syntax" },
  { ID BASE "x = `a`\n", 0, "computed 3: - syntax" },
  { ID BASE "x = a?\n", 0, "computed 3: - syntax" },
  { ID BASE "x = !a\n", 0, "computed 3: - syntax" },
  { ID BASE "x = 1\001\n", 0, "computed 3: - syntax" },
  { ID BASE "x =\302\240 1\n", 0, "computed 3: - syntax" },
  { ID BASE "x = \342\200\234a\342\200\235\n", 0, "computed 3: - syntax" },
  { ID BASE "x\302\262 = 1\n", 0, "computed 3: - syntax" },
  { ID BASE "\331\243x = 1\n", 0, "computed 3: - syntax" },
  { ID BASE "x = 1 \\ \ny = 2\n", 0, "computed 3: - syntax" },
  { ID BASE ";\n", 0, "computed 3: - syntax" },
  { ID BASE "x = 1;; y = 2\n", 0, "computed 3: - syntax" },
  { ID BASE "def f():\nx = 1\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():  # nothing\n\n# else\n", 0, "computed 4: - syntax" },
  { ID BASE "def f():\n\ndef g():\n  pass\n", 0, "computed 4: - syntax" },
  { ID BASE "def f()\n  pass\n", 0, "computed 3: - syntax" },
  { ID BASE "class C\n  pass\n", 0, "computed 3: - syntax" },
  { ID BASE "def f(): pass\n  x = 1\n", 0, "computed 4: - syntax" },
  { ID BASE "if x\n  y = 1\n", 0, "computed 3: - syntax" },
  { ID BASE "if x:\ny = 1\n", 0, "computed 4: - syntax" },
  { ID BASE "if x:\n", 0, "computed 4: - syntax" },
  { ID BASE "if x:\n  if y:\nz = 1\n", 0, "computed 5: - syntax" },
  { ID BASE "  x = 1\n", 0, "computed 3: - syntax" },
  { "  " ID BASE, 0, "computed 1: - syntax" },
  { "import os\n  " ID BASE, 0, "computed 2: - syntax" },
  { "'''doc'''\n  import os\n" ID BASE, 0, "computed 2: - syntax" },

  /* code that may bind or change the names out of sight */
  { ID BASE "raise NotImplementedError('not yet')\n", 0, "computed 3: - dynamic" },
  { ID BASE "if x:\n  raise E\n", 0, "r1" },
  { ID BASE "def f():\n  raise E\n  return 1\n", 0, "r1" },
  { ID BASE "x = f'{(revision := \"r2\")}'\n", 0, "computed 3: revision not literal" },
  { ID BASE "x = f'{vars().update(revision=1)}'\n", 0, "computed 3: - dynamic" },
  { ID BASE "x = f'{revision}'\n", 0, "r1" },
  { ID BASE "x: (revision := 'r2') = 1\n", 0, "computed 3: revision not literal" },
  { ID "down_revision = ['r0']\ndown_revision.append('rA')\n", 0, "computed 2: down_revision not literal" },
  { ID "x = down_revision = ['r0']\nx.append('rA')\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ['r0']\nx = down_revision\n", 0, "computed 3: down_revision not literal" },
  { ID "down_revision = ['r0']\ndef f():\n  down_revision.append('rA')\nf()\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = ['r0']\nx = f'{down_revision.append(1)}'\n", 0, "computed 2: down_revision not literal" },
  { ID "down_revision = {'r0'}\ndown_revision |= {'rA'}\n", 0, "computed 3: down_revision not literal" },
  { ID "down_revision = ('r0',)\nprint(down_revision)\n", 0, "r1 < r0" },
  { ID "down_revision = ['r0']\nop.down_revision\n", 0, "r1 < r0" },
  { ID BASE "def f():\n  sys._getframe().f_back.f_globals['revision'] = 1\nf()\n", 0, "computed 4: - dynamic" },
  { ID BASE "def f():\n  f.__globals__['revision'] = 1\n@f\ndef g():\n  pass\n", 0, "computed 4: - dynamic" },
  { ID BASE "def f():\n  exec('revision = 1')\nclass C(f()):\n  pass\n", 0, "computed 4: - dynamic" },
  { ID BASE "def f():\n  exec('revision = 1')\ndef g(x=f()):\n  pass\n", 0, "computed 4: - dynamic" },
  { ID BASE "class C:\n  vars()['x'] = 1\n", 0, "computed 4: - dynamic" },
  { ID BASE "class C:\n  x = 1\n\ndef f():\n  session.exec(x)\n", 0, "r1" },
  { ID BASE "def f():\n  exec('revision = 1')\n", 0, "r1" },
  { ID BASE "try:\n  def __getattr__(name): pass\nfinally:\n  pass\n", 0, "computed 4: - dynamic" },

  /* docstrings */
  { "\"\"\"add users\n\nRevision ID: r1\nRevises: x\nCreate Date: 2024-01-01 10:00:00.123456\n\n\"\"\"\n" ID BASE, 0,
    "r1 | add users @ 2024-01-01 10:00:00.123456" },
  { "\"\"\"\nadd users\n\nRevision ID: r1\n\"\"\"\n" ID BASE, 0, "r1 | add users" },
  { "\"\"\"line one\nline two\n\nRevision ID: r1\n\"\"\"\n" ID BASE, 0, "r1 | line one line two" },
  { "\"\"\"add users\nRevision ID: r1\n\"\"\"\n" ID BASE, 0, "r1 | add users Revision ID: r1" },
  { "\"\"\"add\r\n\r\nCreate Date: today\r\n\"\"\"\r\n" ID BASE, 0, "r1 | add @ today" },
  { "\"\"\"add\n   \nRevision ID: r1\n\"\"\"\n" ID BASE, 0, "r1 | add Revision ID: r1" },
  { "'add users'\n" ID BASE, 0, "r1 | add users" },
  { "'add ' \"users\"\n" ID BASE, 0, "r1 | add users" },
  { "('add users')\n" ID BASE, 0, "r1 | add users" },
  { "'add'; x = 1\n" ID BASE, 0, "r1 | add" },
  { "# licence\n\n'add users'\n" ID BASE, 0, "r1 | add users" },
  { "'a\\tb \\u00e9 \\\\'\n" ID BASE, 0, "r1 | a b \303\251 \\" },
  { "r'a\\tb'\n" ID BASE, 0, "r1 | a\\tb" },
  { "'''a \\''' b'''\n" ID BASE, 0, "r1 | a ''' b" },
  { "'''a\\\\'''\n" ID BASE, 0, "r1 | a\\" },
  { "'empty message'\n" ID BASE, 0, "r1" },
  { "''\n" ID BASE, 0, "r1" },
  { "'\302\240 add \342\200\250'\n" ID BASE, 0, "r1 | add" },
  { "f'add {1}'\n" ID BASE, 0, "r1" },
  { "b'add'\n" ID BASE, 0, "r1" },
  { "import os\n'add'\n" ID BASE, 0, "r1" },
  { "'add'.strip()\n" ID BASE, 0, "r1" },
  { "'add'\nfrom __future__ import annotations\n" ID BASE, 0, "r1 | add" },
  { "__doc__ = 'computed'\n" ID BASE, 0, "r1 | computed" },
  { "'add'\n__doc__ = None\n" ID BASE, 0, "r1" },
  { "'add'\n__doc__ = __doc__.upper()\n" ID BASE, 0, "computed 2: __doc__ not literal" },
  { "'\\N{BULLET}'\n" ID BASE, 0, "computed 1: __doc__ not literal" },
};
/* clang-format on */

const guint n_script_forms = G_N_ELEMENTS (script_forms);

static const char *const problems[] = {
  [LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL] = "not literal",
  [LIMBECK_SCRIPT_PROBLEM_DYNAMIC] = "dynamic",
  [LIMBECK_SCRIPT_PROBLEM_SYNTAX] = "syntax",
  [LIMBECK_SCRIPT_PROBLEM_ENCODING] = "encoding",
  [LIMBECK_SCRIPT_PROBLEM_TOO_LARGE] = "too large",
  [LIMBECK_SCRIPT_PROBLEM_COMPILED] = "compiled",
  [LIMBECK_SCRIPT_PROBLEM_NO_REVISION] = "none",
  [LIMBECK_SCRIPT_PROBLEM_NO_DOWN_REVISION] = "none",
  [LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR] = "not regular",
  [LIMBECK_SCRIPT_PROBLEM_DIRECTORY] = "directory",
  [LIMBECK_SCRIPT_PROBLEM_IO] = "io",
};

gsize
script_form_get_length (const ScriptForm *form)
{
  return form->length > 0 ? form->length : strlen (form->source);
}

static void
append_list (GString *text, char mark, const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (i == 0)
      g_string_append_printf (text, " %c %s", mark, list[i]);
    else
      g_string_append_printf (text, ", %s", list[i]);
}

char *
script_form_describe (LimbeckScript *script)
{
  g_autoptr (GString) text = g_string_new (script->texts[LIMBECK_SCRIPT_ID]);
  const char *message = script->texts[LIMBECK_SCRIPT_MESSAGE];

  if (script->state != LIMBECK_SCRIPT_READ)
    return g_strdup_printf ("%s %u: %s %s",
                            script->state == LIMBECK_SCRIPT_COMPUTED  ? "computed"
                            : script->state == LIMBECK_SCRIPT_REFUSED ? "refused"
                                                                      : "unreadable",
                            script->line,
                            script->subject != NULL ? script->subject : "-",
                            problems[script->problem]);

  append_list (text, '<', script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS]);
  if (script->needs_set_support)
    g_string_append (text, " (set)");
  append_list (text, '~', script->lists[LIMBECK_SCRIPT_DEPENDS_ON]);
  append_list (text, ':', script->lists[LIMBECK_SCRIPT_BRANCH_LABELS]);
  if (message != NULL && *message != '\0')
    g_string_append_printf (text, " | %s", message);
  if (script->texts[LIMBECK_SCRIPT_CREATE_DATE] != NULL)
    g_string_append_printf (text, " @ %s", script->texts[LIMBECK_SCRIPT_CREATE_DATE]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
