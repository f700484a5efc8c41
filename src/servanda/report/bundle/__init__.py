"""The evidence bundle: chosen findings with everything that bears on them, and what an expert needs to check it."""

from servanda.report.bundle.contents import BundleContents
from servanda.report.bundle.packing import bundle
from servanda.report.bundle.verify import Known, examined
from servanda.report.bundle.verify import files_in as bundle_files

__all__ = ["BundleContents", "Known", "bundle", "bundle_files", "examined"]
